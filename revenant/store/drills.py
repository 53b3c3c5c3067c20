"""Drills and reviews on disk: `drills.yaml` in the folder of runbooks, a line each, only ever added to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from revenant.core.ids import event_ids
from revenant.errors import BrokenLogError
from revenant.incidents.events import Stamp
from revenant.runbooks.practice.entries import SCHEMA, Entry, from_data, from_json, to_data
from revenant.store.ledger import Ledger, Writer
from revenant.store.linelog import LineLog
from revenant.store.places import drills_mark, drills_name
from revenant.store.record import Say
from revenant.store.rows import Rows
from revenant.store.workspace import Workspace

DRILLS: LineLog[Entry] = LineLog((f"schema: {SCHEMA}", "drills:"), from_json, from_data, to_data)


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
        return self._workspace.root / drills_name(self._folder)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every drill and review, each once, as they were written; lines that cannot be read are named and left out."""
        found = self._read()
        if found.broken or found.torn:
            name = self._workspace.relative(self.path)
            self._warn(f"{name}: a line cannot be read, so left out; `revenant lint {name}` says why")
        return list({entry.id: entry for entry in reversed(found.items)}.values())[::-1]

    def record(self, writer: Writer, make: Callable[[Stamp], Entry], words: str) -> Entry:
        """Record a drill or a review: one line, one commit.

        Raises:
            BrokenLogError: part of the log is unreadable; nothing is written.
        """
        if writer.dry_run:
            return make(self._stamp(writer, self._read()))
        with self._ledger.writing(writer):
            found = self._read()
            if found.broken:
                complaints = [f"line {each.line}: {each.why}" for each in found.broken]
                raise BrokenLogError(self._workspace.relative(self.path), complaints)
            entry = make(self._stamp(writer, found))
            self._ledger.mark(writer, [drills_mark(self._folder)])
            DRILLS.add(self._workspace.inside(self.path), [entry], self._ledger.torn)
            self._ledger.commit(writer, words, new=True)
        return entry

    def _stamp(self, writer: Writer, found: Rows[Entry]) -> Stamp:
        at = writer.at or writer.now
        last = max((entry.id for entry in found.items if entry.at == at), default="")
        return Stamp(at, writer.by, event_ids(last), None if at == writer.now else writer.now)

    def _read(self) -> Rows[Entry]:
        path = self._workspace.inside(self.path)
        return DRILLS.parse(path.read_bytes() if path.is_file() else DRILLS.empty)
