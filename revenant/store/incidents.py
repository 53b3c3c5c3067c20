"""The incidents of a workspace: finding one by any part of its id, reading, and recording new events."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from revenant.core.ids import INCIDENT_ID, event_ids, new_incident_id
from revenant.errors import AmbiguousIncidentError, BrokenLogError, UnknownIncidentError
from revenant.incidents.events import AnyEvent, KnownEvent, Stamp
from revenant.incidents.log import Log
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.store.lock import write_lock
from revenant.store.log import append_events, create_log, read_log
from revenant.store.workspace import Workspace

Decide = Callable[[IncidentSnapshot, Stamp], KnownEvent]
Say = Callable[[str], None]


class Writer(Struct, frozen=True):
    """Who writes, when, and how: `at` is None for now; a dry run decides everything and writes nothing."""

    by: str
    now: datetime
    at: datetime | None = None
    commit: bool = True
    dry_run: bool = False


class Change(Struct, frozen=True):
    """What a write did: the incident before (None when new) and after, and the event between."""

    before: IncidentSnapshot | None
    after: IncidentSnapshot
    event: KnownEvent


class IncidentStore:
    """Reads and records incidents; every record is one event, one line, one commit."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._workspace = workspace
        self._warn = warn

    # --- finding and reading --------------------------------------------------------------

    def paths(self) -> dict[str, Path]:
        """Every incident's log by id, oldest first."""
        found: dict[str, Path] = {}
        for year in _folders(self._workspace.incidents_folder):
            for month in _folders(year):
                for entry in sorted(os.scandir(month), key=lambda entry: entry.name):
                    stem, suffix = os.path.splitext(entry.name)
                    if suffix == ".yaml" and INCIDENT_ID.fullmatch(stem) and entry.is_file(follow_symlinks=False):
                        found[stem] = Path(entry.path)
        return found

    def resolve(self, part: str) -> str:
        """The id that contains `part`.

        Raises:
            UnknownIncidentError, AmbiguousIncidentError.
        """
        wanted = part.strip().upper()
        if INCIDENT_ID.fullmatch(wanted) and self.path(wanted).is_file():
            return wanted
        ids = list(self.paths())
        matches = [known for known in ids if wanted and wanted in known]
        if not matches:
            from difflib import get_close_matches

            raise UnknownIncidentError(part, get_close_matches(wanted, ids, n=2, cutoff=0.7))
        if len(matches) > 1:
            raise AmbiguousIncidentError(part, matches)
        return matches[0]

    def path(self, incident_id: str) -> Path:
        """Where the log of `incident_id` is, or would be."""
        date = incident_id.split("-")[1]
        return self._workspace.incidents_folder / date[:4] / date[4:6] / f"{incident_id}.yaml"

    def read(self, incident_id: str) -> Log:
        return read_log(self._workspace.inside(self.path(incident_id)))

    def get(self, incident_id: str) -> IncidentSnapshot:
        """The incident as its log says; unreadable lines are named and left out."""
        log = self.read(incident_id)
        self._name_damage(incident_id, log)
        return fold(incident_id, log.events)

    def all(self) -> Iterator[IncidentSnapshot]:
        """Every incident, oldest first; damage is named, never fatal."""
        for incident_id, path in self.paths().items():
            log = read_log(path)
            self._name_damage(incident_id, log)
            yield fold(incident_id, log.events)

    def sources(self) -> dict[str, str]:
        """Which incident was imported from which foreign one: source → id."""
        return {it.source: it.id for it in self.all() if it.source}

    def _name_damage(self, incident_id: str, log: Log) -> None:
        if log.broken:
            lines = ", ".join(str(broken.line) for broken in log.broken[:5])
            self._warn(f"{incident_id}: line {lines} cannot be read and is left out; `revenant lint` says why")
        if log.torn:
            self._warn(f"{incident_id}: the last line was cut off while being written and is set aside")

    # --- recording ------------------------------------------------------------------------

    def create(self, writer: Writer, declare: Callable[[Stamp], KnownEvent], message: str) -> Change:
        """Record a new incident."""
        at = writer.at or writer.now
        event = declare(_stamp(writer, at, ""))
        taken = self.paths() if not writer.dry_run else {}
        incident_id = next(new for _ in range(100) if (new := new_incident_id(at)) not in taken)
        after = fold(incident_id, [event])
        if not writer.dry_run:
            self._prepare(writer)
            path = self._workspace.inside(self.path(incident_id))
            with write_lock(self._workspace.repository.private):
                create_log(path, incident_id, [event])
                self._commit(writer, [path], f"{incident_id}: {message}", new=True)
        return Change(None, after, event)

    def create_many(
        self, writer: Writer, logs: dict[str, list[KnownEvent]], message: str, tick: Callable[[], None]
    ) -> None:
        """Record whole histories (an import) in one commit."""
        self._prepare(writer)
        with write_lock(self._workspace.repository.private):
            paths = []
            for incident_id, events in logs.items():
                path = self._workspace.inside(self.path(incident_id))
                create_log(path, incident_id, events)
                paths.append(path)
                tick()
            self._commit(writer, paths, message, new=True)

    def record(self, incident_id: str, writer: Writer, decide: Decide, message: str) -> Change:
        """Let `decide` look at the incident as it is and record the event it returns.

        Raises:
            BrokenLogError: part of the log is unreadable, so nobody knows what is the case.
        """
        if writer.dry_run:
            return self._decide(incident_id, writer, decide)
        self._prepare(writer)
        with write_lock(self._workspace.repository.private):
            change = self._decide(incident_id, writer, decide)
            path = self.path(incident_id)
            append_events(path, [change.event], self._workspace.repository.private / "torn")
            self._commit(writer, [path], f"{incident_id}: {message}", new=False)
        return change

    def _decide(self, incident_id: str, writer: Writer, decide: Decide) -> Change:
        log = self.read(incident_id)
        if log.broken:
            complaints = [f"line {broken.line}: {broken.why}" for broken in log.broken]
            raise BrokenLogError(self._workspace.relative(self.path(incident_id)), complaints)
        self._name_damage(incident_id, log)
        before = fold(incident_id, log.events)
        at = writer.at or max(writer.now, before.last_word_at or writer.now)
        if at > writer.now:
            self._warn("this computer's clock is behind the record; the event takes the time of the last one")
        event = decide(before, _stamp(writer, at, _last_id([*log.events, *before.events], at)))
        return Change(before, fold(incident_id, [*log.events, event]), event)

    def _prepare(self, writer: Writer) -> None:
        if self._commits(writer):
            self._workspace.repository.require_unlocked()
            if self._workspace.repository.is_detached:
                self._warn("HEAD is detached: this commit is on no branch; `git switch -c NAME` keeps it")

    def _commits(self, writer: Writer) -> bool:
        return writer.commit and self._workspace.settings.commit == "auto"

    def _commit(self, writer: Writer, paths: list[Path], message: str, *, new: bool) -> None:
        if self._commits(writer):
            self._workspace.repository.commit(paths, message, new=new)


def _folders(folder: Path) -> list[Path]:
    try:
        entries = [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(entries)


def _stamp(writer: Writer, at: datetime, last_id: str) -> Stamp:
    return Stamp(at=at, by=writer.by, ids=event_ids(last_id), recorded=None if at == writer.now else writer.now)


def _last_id(events: Iterable[AnyEvent], at: datetime) -> str:
    """The greatest id in that second, so that the new event comes after it in the fold."""
    return max((event.id for event in events if event.at == at), default="")
