"""What is known of how runbooks are practised: drills.yaml, what git holds of them, and incidents that used them."""

from __future__ import annotations

import re
from functools import cached_property

from revenant.errors import NotARepositoryError
from revenant.runbooks.document import Runbook
from revenant.runbooks.practice.entries import Drilled
from revenant.runbooks.practice.staleness import Change, Practice, compare, last_drills, waiting
from revenant.store.drills import DrillStore
from revenant.store.incidents import IncidentStore
from revenant.store.objects import read_objects
from revenant.store.record import Say
from revenant.store.runbooks import RunbookStore

BLOB = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class PracticeStore:
    """Answers for one runbook at a time; what all of them share is read once, when it is first asked for."""

    def __init__(self, runbooks: RunbookStore, warn: Say) -> None:
        self._runbooks = runbooks
        self._warn = warn
        self._known: dict[str, Practice] = {}

    def of(self, runbook: Runbook) -> Practice:
        """What is known of a runbook. A corpus that is not ours and was never drilled reads no incident."""
        if runbook.path not in self._known:
            last = self._last.get(runbook.id)
            asked = runbook.is_native or self._last
            waits = self._waiting.get(runbook.id, ()) if asked else ()
            self._known[runbook.path] = Practice(last, self._change(runbook, last), waits)
        return self._known[runbook.path]

    @cached_property
    def _drills(self) -> DrillStore:
        return DrillStore(self._runbooks.workspace, self._warn, self._runbooks.settings.folder)

    @cached_property
    def _last(self) -> dict[str, Drilled]:
        return last_drills(self._drills.entries)

    @cached_property
    def _waiting(self) -> dict[str, list[str]]:
        if not self._runbooks.workspace.incidents_folder.is_dir():
            return {}
        try:
            snapshots = IncidentStore(self._runbooks.workspace, self._warn).all()
        except NotARepositoryError:
            return {}
        return waiting(snapshots, self._drills.entries)

    def _change(self, runbook: Runbook, last: Drilled | None) -> Change:
        if last is None or not BLOB.fullmatch(last.blob) or last.blob == self._runbooks.blob(runbook):
            return Change.NOTHING
        content = read_objects(self._runbooks.workspace.root, [last.blob]).get(last.blob)
        then = None if content is None else self._runbooks.parse(runbook.path, content)
        return compare(then, runbook)
