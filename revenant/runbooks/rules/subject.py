"""What the rules for runbooks look at: one runbook, and what the workspace knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from revenant.core.outline import Link
from revenant.core.problems import Fix, Level
from revenant.core.settings import RunbookSettings
from revenant.incidents.log import BrokenLine
from revenant.linting.engine import Finding
from revenant.runbooks.document import Runbook, Section, Step
from revenant.runbooks.links.following import Outcome
from revenant.runbooks.links.pages import Tree
from revenant.runbooks.practice.staleness import Practice

NEEDED = frozenset((Section.SYMPTOM, Section.IMPACT, Section.DIAGNOSIS, Section.MITIGATION))
_NO_WORDS = frozenset(("", "none", "no", "n/a", "na", "-", "—", "tbd", "todo", "?"))


class Library(Protocol):
    """What all runbooks of a workspace share; each part is found when a rule first asks for it."""

    @property
    def tree(self) -> Tree: ...

    @property
    def settings(self) -> RunbookSettings: ...

    @property
    def now(self) -> datetime: ...

    @property
    def services(self) -> frozenset[str]:
        """The services of the catalogue; empty where it names none."""

    @property
    def owners(self) -> frozenset[str]:
        """Names of teams and addresses of people; empty where none are declared."""

    @property
    def ids(self) -> Mapping[str, Sequence[str]]:
        """Each id that front matter states, with the paths of the runbooks that state it."""

    @property
    def replacements(self) -> Mapping[str, str]:
        """The id of every runbook, and of the one that replaces it; empty where none does."""

    def links(self, runbook: Runbook) -> Sequence[tuple[Link, Outcome]]:
        """Where each link of a runbook leads."""

    def practice(self, runbook: Runbook) -> Practice:
        """What is known of its drills and of incidents that used it; incidents are read only where that can matter."""


class DrillsSubject(NamedTuple):
    """The log of drills: its lines, those that hold none, and a last one that was cut off."""

    path: str
    rows: Sequence[str]
    broken: Sequence[BrokenLine]
    torn: str = ""


class RunbookSubject(NamedTuple):
    """One runbook. Its index pages (README and the like) are no runbooks: their links and secrets are checked."""

    path: str
    rows: Sequence[str]
    runbook: Runbook
    library: Library

    @property
    def is_native(self) -> bool:
        """Whether it is held to everything: it says that it is of our format, and is no index page."""
        return self.runbook.is_native and not self.runbook.is_index

    @property
    def follows_plan(self) -> bool:
        """Whether it has sections as runbooks have them: a legacy text with fewer than two follows another plan."""
        runbook = self.runbook
        return not runbook.is_index and (runbook.is_native or len(runbook.sections & NEEDED) >= len(NEEDED) // 2)

    @property
    def native_steps(self) -> Sequence[Step]:
        """Steps with a heading of their own; a legacy runbook has none."""
        return [step for step in self.runbook.steps if not step.is_candidate]

    def says(self, step: Step, name: str) -> bool:
        """Whether a step's label says something: beside it, or indented below it; a bare "none" does not say why."""
        label = step.label(name)
        if label is None:
            return False
        if label.text:
            return label.text.strip(" .:`*").casefold() not in _NO_WORDS
        after = (each.line for each in step.labels if each.line > label.line)
        below = self.rows[label.line : min(after, default=step.end + 1) - 1]
        return any(row.strip() and row[0] in " \t" for row in below)

    def at(
        self, line: int, word: str, message: str, hint: str = "", level: Level | None = None, fix: Fix | None = None
    ) -> Finding:
        """A finding at `word` in a line, or at the line's beginning where it is not there or empty."""
        row = self.rows[line - 1] if 0 < line <= len(self.rows) else ""
        return Finding(line, max(row.find(word), 0) + 1, message, hint, level, fix)

    def at_key(
        self, key: str, message: str, hint: str = "", level: Level | None = None, fix: Fix | None = None
    ) -> Finding:
        """A finding at a key of the front matter, or at its first line where the key is not there."""
        for line in range(2, self.runbook.head.rows):
            if self.rows[line - 1].startswith(f"{key}:"):
                return Finding(line, 1, message, hint, level, fix)
        return Finding(1, 1, message, hint, level, fix)
