"""Drills and reviews on disk: `drills.yaml` in the folder of runbooks, a line each, only ever added to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from revenant.incidents.events import Stamp
from revenant.runbooks.practice.entries import SCHEMA, Drilled, Entry, Reviewed, from_data, from_json, to_data
from revenant.store.ledger import Ledger, Writer
from revenant.store.linelog import LineLog
from revenant.store.places import drills_mark, drills_name
from revenant.store.record import Say
from revenant.store.workspace import Workspace

DRILLS: LineLog[Entry] = LineLog((f"schema: {SCHEMA}", "drills:"), from_json, from_data, to_data)

E = TypeVar("E", Drilled, Reviewed)


class DrillStore:
    """Reads and records drills and reviews. Damage is named through `warn`, never fatal to a reader."""

    def __init__(self, workspace: Workspace, warn: Say, folder: str = "") -> None:
        self._workspace = workspace
        self._warn = warn
        self._folder = folder or workspace.settings.runbooks.folder

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self._workspace, self._warn)

    @property
    def path(self) -> Path:
        """Where the log is, or would be."""
        return self._workspace.root / drills_name(self._folder)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every drill and review, each once, as they were written; lines that cannot be read are named and left out."""
        found = DRILLS.told(self._content(), self._name, self._warn)
        return list({entry.id: entry for entry in reversed(found.items)}.values())[::-1]

    def record(self, writer: Writer, make: Callable[[Stamp], E], words: str) -> E:
        """Record a drill or a review: one line, one commit.

        Raises:
            BrokenLogError: part of the log is unreadable; nothing is written.
        """
        if writer.dry_run:
            return make(writer.stamp(DRILLS.parse(self._content()).items))
        with self._ledger.writing(writer):
            found = DRILLS.whole(self._content(), self._name)
            entry = make(writer.stamp(found.items))
            self._ledger.mark(writer, [drills_mark(self._folder)])
            DRILLS.add(self._workspace.inside(self.path), [entry], self._ledger.torn)
            self._ledger.commit(writer, words, new=True)
        return entry

    @property
    def _name(self) -> str:
        return self._workspace.relative(self.path)

    def _content(self) -> bytes:
        path = self._workspace.inside(self.path)
        return path.read_bytes() if path.is_file() else DRILLS.empty
