"""What the rules for postmortems look at: one postmortem, and what the workspace knows of its incident."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Protocol

from revenant.core.problems import Fix, Level
from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.linting.engine import Finding
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.blame.grammar import People
from revenant.postmortems.blame.roster import Roster, read_roster
from revenant.postmortems.blame.said import Said, prepare
from revenant.postmortems.document import Postmortem
from revenant.postmortems.filling import Filling
from revenant.postmortems.prose import Sentence, sentences


class Marked(Protocol):
    """What rules about generated regions ask for: `check` gives it to them as well as lint."""

    @property
    def path(self) -> str: ...

    @property
    def rows(self) -> Sequence[str]: ...

    @property
    def postmortem(self) -> Postmortem: ...


class Knowledge(Protocol):
    """What all postmortems of a workspace share; each part is found when a rule first asks for it."""

    @property
    def settings(self) -> Settings: ...

    @property
    def now(self) -> datetime: ...

    def incident(self, incident_id: str) -> IncidentSnapshot | None:
        """The incident of this id; None where there is none, or none that can be read."""


class PostmortemSubject:
    """One postmortem. Whatever is not revenant's own has no incident, and is held to language and sections alone."""

    def __init__(self, postmortem: Postmortem, knowledge: Knowledge) -> None:
        self._postmortem, self.knowledge = postmortem, knowledge

    @property
    def postmortem(self) -> Postmortem:
        return self._postmortem

    @property
    def path(self) -> str:
        return self.postmortem.path

    @property
    def rows(self) -> Sequence[str]:
        return self.postmortem.rows

    @cached_property
    def incident(self) -> IncidentSnapshot | None:
        """The incident it is about, if its front matter names one that can be read."""
        matter = self.postmortem.matter
        return self.knowledge.incident(matter.incident) if matter else None

    @property
    def is_draft(self) -> bool:
        """Whether it is one of ours that nobody has called ready for review: those are held to less."""
        matter = self.postmortem.matter
        return self.postmortem.is_native and (matter is None or matter.status == "draft")

    def eased(self, level: Level) -> Level:
        """The level of a rule that a draft only needs to hear of."""
        return Level.INFO if self.is_draft else level

    @property
    def is_full(self) -> bool:
        """Whether its severity asks for a postmortem: others may be short."""
        return bool(self.incident and self.knowledge.settings.targets(self.incident.severity).postmortem)

    @cached_property
    def filling(self) -> Filling:
        """Which of its sections somebody wrote."""
        return Filling(self.postmortem)

    @cached_property
    def actions(self) -> Sequence[ActionItem]:
        """Its action items; of a report that is not ours those that are written as ours are."""
        is_native = self.postmortem.is_native
        return [item for item in self.postmortem.actions if is_native or item.fields]

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """What people wrote."""
        return list(sentences(self.postmortem))

    @cached_property
    def said(self) -> Sequence[Said]:
        """The same, ready for the rules about language."""
        return list(prepare(self.sentences))

    @cached_property
    def roster(self) -> Roster:
        """Whom the workspace and the incident name, and what they call them."""
        return read_roster(self.knowledge.settings, self.incident)

    @property
    def people(self) -> People:
        return self.roster.people

    def at(
        self, line: int, word: str, message: str, hint: str = "", level: Level | None = None, fix: Fix | None = None
    ) -> Finding:
        """A finding at `word` in a line, or at the line's beginning where it is not there or empty."""
        row = self.rows[line - 1] if 0 < line <= len(self.rows) else ""
        return Finding(line, max(row.find(word), 0) + 1, message, hint, level, fix)

    def at_key(self, key: str, message: str, hint: str = "", level: Level | None = None) -> Finding:
        """A finding at a key of the front matter, or at its first line where the key is not there."""
        rows = range(2, self.postmortem.head.rows)
        line = next((line for line in rows if self.rows[line - 1].startswith(f"{key}:")), 1)
        return Finding(line, 1, message, hint, level)

    def at_title(self, message: str, hint: str = "", level: Level | None = None) -> Finding:
        """A finding at the title, or at the first line of the text where it has none."""
        titles = (heading.line for heading in self.postmortem.outline.headings if heading.level == 1)
        return Finding(next(titles, self.postmortem.head.rows + 1), 1, message, hint, level)
