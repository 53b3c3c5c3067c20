"""What every write to the record shares: the lock, a repository that is ready, one commit, made good if it failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from revenant.core.ids import event_ids
from revenant.incidents.events import Stamp
from revenant.store import growing
from revenant.store.lock import write_lock
from revenant.store.pending import Pending
from revenant.store.places import log_path
from revenant.store.record import Say
from revenant.store.workspace import Workspace


class Line(Protocol):
    """A line of a log, by its id and its time."""

    @property
    def id(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Writer(Struct, frozen=True):
    """Who writes, when, and how: `at` is None for now; a dry run decides everything and writes nothing."""

    by: str
    now: datetime
    at: datetime | None = None
    commit: bool = True
    dry_run: bool = False

    def stamp(self, lines: Iterable[Line]) -> Stamp:
        """Time, author and ids for what is written now: ids that come after those of `lines` with the same time."""
        at = self.at or self.now
        last = max((line.id for line in lines if line.at == at), default="")
        return Stamp(at, self.by, event_ids(last), None if at == self.now else self.now)


class Ledger:
    """One write is: hold the lock, mark the logs it is about to touch, add to them, commit every marked log."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._workspace = workspace
        self._warn = warn
        self._pending = Pending(workspace.repository.private / "pending")

    @property
    def torn(self) -> Path:
        """Where last lines go that were cut off while being written."""
        return self._workspace.repository.private / "torn"

    @contextmanager
    def writing(self, writer: Writer) -> Iterator[None]:
        """Hold the lock, in a repository that is ready for a commit."""
        with write_lock(self._workspace.repository.private):
            self._prepare(writer)
            yield

    def mark(self, writer: Writer, names: Iterable[str]) -> None:
        """Say which logs are about to be added to: an incident's by its id, a day's changes by `changes-DATE`."""
        if self._commits(writer):
            for left in self._pending.names():  # whoever is marked still was killed, and may have left a draft
                growing.discard_drafts(log_path(self._workspace.root, left))
            for name in names:
                self._pending.mark(name)

    def commit(self, writer: Writer, message: str, *, new: bool) -> None:
        """Commit every marked log: those just written, and those whose writers did not get so far."""
        if self._commits(writer):
            names = self._pending.names()
            paths = [path for path in (log_path(self._workspace.root, name) for name in names) if path.is_file()]
            self._workspace.repository.commit(paths, message, new=new)
            self._pending.clear(names)

    def _prepare(self, writer: Writer) -> None:
        if self._commits(writer):
            self._workspace.repository.require_unlocked()
            if self._workspace.repository.is_detached:
                self._warn("HEAD is detached: this commit is on no branch; `git switch -c NAME` keeps it")

    def _commits(self, writer: Writer) -> bool:
        return writer.commit and self._workspace.settings.commit == "auto"
