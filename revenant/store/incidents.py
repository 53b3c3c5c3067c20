"""Recording: every write to an incident, one event under the lock, in the file and then in a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from revenant.core.ids import event_ids, new_incident_id
from revenant.core.times import format_time
from revenant.errors import BrokenLogError
from revenant.incidents.events import AnyEvent, KnownEvent, Stamp
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.store.ledger import Ledger, Writer
from revenant.store.log import append_events, create_log
from revenant.store.record import Record, Say, damage
from revenant.store.workspace import Workspace
from revenant.store.worktree import WorkTreeLogs

# A clock that is hours off (a wrong zone) must not stop a response; an event years ahead must not lead all others.
CLOCK_TOLERANCE = timedelta(days=1)
Decide = Callable[[IncidentSnapshot, Stamp], KnownEvent]


class Change(Struct, frozen=True):
    """What a write did: the incident before (None when new) and after, and the event between."""

    before: IncidentSnapshot | None
    after: IncidentSnapshot
    event: KnownEvent


class IncidentStore(Record):
    """Reads and records incidents; every record is one event, one line, one commit."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._files = WorkTreeLogs(workspace)
        super().__init__(self._files, warn)
        self._workspace = workspace
        self._ledger = Ledger(workspace, warn)
        self.path = self._files.path
        self.paths = self._files.paths
        self.matching = self._files.matching
        self.read = self._files.read

    def create(
        self,
        writer: Writer,
        declare: Callable[[Stamp], KnownEvent],
        message: str,
        also: Callable[[Stamp], list[KnownEvent]] | None = None,
    ) -> Change:
        """Record a new incident, and what `also` is known of it from the start, in one commit."""
        at = writer.at or writer.now
        stamp = stamp_of(writer, at, "")
        event = declare(stamp)
        events = [event, *(also(stamp) if also else [])]
        incident_id = self.new_id(at)
        after = fold(incident_id, events)
        if not writer.dry_run:
            path = self._workspace.inside(self.path(incident_id))
            with self._ledger.writing(writer):
                self._ledger.mark(writer, [incident_id])
                create_log(path, incident_id, events)
                self._ledger.commit(writer, f"{incident_id}: {message}", new=True)
        return Change(None, after, event)

    def create_many(
        self, writer: Writer, logs: dict[str, list[KnownEvent]], message: str, tick: Callable[[], None]
    ) -> None:
        """Record whole histories (an import) in one commit."""
        with self._ledger.writing(writer):
            self._ledger.mark(writer, list(logs))
            for incident_id, events in logs.items():
                create_log(self._workspace.inside(self.path(incident_id)), incident_id, events)
                tick()
            self._ledger.commit(writer, message, new=True)

    def record(self, incident_id: str, writer: Writer, decide: Decide, message: str) -> Change:
        """Let `decide` look at the incident as it is and record the event it returns.

        Raises:
            BrokenLogError: part of the log is unreadable, so nobody knows what is the case.
        """
        if writer.dry_run:
            return self._decide(incident_id, writer, decide)
        with self._ledger.writing(writer):
            change = self._decide(incident_id, writer, decide)
            self._ledger.mark(writer, [incident_id])
            append_events(self.path(incident_id), [change.event], self._ledger.torn)
            self._ledger.commit(writer, f"{incident_id}: {message}", new=False)
        return change

    def new_id(self, at: datetime) -> str:
        """An id that no incident has."""
        return next(new for _ in range(100) if not self._files.has(new := new_incident_id(at)))

    def _whole(self, incident_id: str) -> list[AnyEvent]:
        """The events of a log that can be read to its end."""
        log = self.read(incident_id)
        if log.broken:
            complaints = [f"line {broken.line}: {broken.why}" for broken in log.broken]
            raise BrokenLogError(self._workspace.relative(self.path(incident_id)), complaints)
        self._name(incident_id, damage(log))
        return log.events

    def _decide(self, incident_id: str, writer: Writer, decide: Decide) -> Change:
        events = self._whole(incident_id)
        before = fold(incident_id, events)
        at = writer.at or self._time_after(before, writer.now)
        event = decide(before, stamp_of(writer, at, last_id([*events, *before.events], at)))
        return Change(before, fold(incident_id, [*events, event]), event)

    def _time_after(self, before: IncidentSnapshot, now: datetime) -> datetime:
        """Now; or the time of the last event, where that is a little ahead because two clocks differ."""
        last = before.last_word_at
        if last is None or last <= now:
            return now
        if last - now > CLOCK_TOLERANCE:
            self._warn(f"{before.id} holds an event of {format_time(last)}; `revenant amend` corrects its time")
            return now
        self._warn("this computer's clock is behind the record (or that was ahead); the last event's time is taken")
        return last


def stamp_of(writer: Writer, at: datetime, after: str) -> Stamp:
    """The stamp of a writer; its ids come after that one."""
    return Stamp(at=at, by=writer.by, ids=event_ids(after), recorded=None if at == writer.now else writer.now)


def last_id(events: Iterable[AnyEvent], at: datetime) -> str:
    """The greatest id in that second, so that the new event comes after it in the fold."""
    return max((event.id for event in events if event.at == at), default="")
