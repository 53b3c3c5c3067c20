"""Gathers what a review meeting needs of one incident, from its log, its postmortem, lint, the index and the drills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from revenant.core.problems import Problem
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.linting.selection import Selection
from revenant.postmortems.document import Postmortem
from revenant.postmortems.learning.review import Document, Review
from revenant.runbooks.practice.staleness import uses, waiting
from revenant.store.drills import DrillStore
from revenant.store.linting import Scope, lint, lint_settings
from revenant.store.postmortems import PostmortemStore
from revenant.store.record import Record, Say
from revenant.store.similarity import find_earlier, question_of
from revenant.store.workspace import Workspace

_MOST_SIMILAR = 3


class Reviewer:
    """Makes the reviews of some incidents; what they share is read once."""

    def __init__(self, workspace: Workspace, record: Record, now: datetime, warn: Say) -> None:
        self._workspace, self._record, self._now, self._warn = workspace, record, now, warn
        self._postmortems = PostmortemStore(workspace)

    def needs_review(self, it: IncidentSnapshot) -> bool:
        """Whether it has a postmortem, or its severity asks for one."""
        has_one = self._postmortems.path(it.id).is_file()
        return has_one or bool(self._workspace.settings.targets(it.severity).postmortem)

    def reviews(self, incidents: Iterable[IncidentSnapshot]) -> list[Review]:
        """A review of each, in their order. The incidents come with their events."""
        its = list(incidents)
        texts = {it.id: text for it in its if (text := self._read(it.id)) is not None}
        problems = self._problems(texts)
        entries = DrillStore(self._workspace, self._warn, self._workspace.settings.runbooks.folder).entries
        due = {(runbook, incident) for runbook, ids in waiting(its, entries).items() for incident in ids}
        return [self._review(it, texts.get(it.id), problems, due) for it in its]

    def _review(
        self,
        it: IncidentSnapshot,
        text: Postmortem | None,
        problems: Mapping[str, list[Problem]],
        due: set[tuple[str, str]],
    ) -> Review:
        similar = find_earlier(self._workspace, self._record, question_of(it), it.detected_at, _MOST_SIMILAR)
        return Review(
            incident=it,
            document=_document(text) if text else None,
            questions=problems.get(text.path, []) if text else [],
            actions=text.actions if text else (),
            similar=similar,
            runbooks=[(runbook, (runbook, it.id) in due) for runbook in uses(it)],
        )

    def _read(self, incident_id: str) -> Postmortem | None:
        path = self._postmortems.path(incident_id)
        if not path.is_file():
            return None
        with suppress(OSError, RevenantError):
            return self._postmortems.read(path)
        self._warn(f"{self._workspace.relative(path)} cannot be read")
        return None

    def _problems(self, texts: Mapping[str, Postmortem]) -> dict[str, list[Problem]]:
        """What lint finds in each of the postmortems, by path."""
        if not texts:
            return {}
        paths = [self._workspace.root / text.path for text in texts.values()]
        scope = Scope(paths, Selection(lint_settings(self._workspace).levels))
        found: dict[str, list[Problem]] = {}
        for problem in lint(self._workspace, scope, self._now).problems:
            found.setdefault(problem.path, []).append(problem)
        return found


def _document(it: Postmortem) -> Document:
    matter = it.matter
    if matter is None:
        return Document(it.path, it.title, "not readable", "")
    return Document(it.path, it.title, matter.status, matter.owner, matter.reviewers)
