"""What a command needs, made on first use: workspace, incidents, who is typing, the clock, the output."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revenant.cli.output import Output
from revenant.core.settings import Settings
from revenant.core.times import format_time, parse_time
from revenant.errors import FutureTimeError, IdentityMissingError, NoIncidentNamedError
from revenant.store.workspace import Workspace, find_workspace

if TYPE_CHECKING:  # what the index answers alone, as search is, need not load how logs are read and written
    from revenant.cli.writing import How
    from revenant.incidents.events import KnownEvent, Stamp
    from revenant.store.changes import ChangeStore
    from revenant.store.incidents import Change, Decide, IncidentStore
    from revenant.store.ledger import Writer
    from revenant.store.record import Record


def clock() -> datetime:
    """Now, in UTC, to the second. Tests put another clock here."""
    return datetime.now(UTC).replace(microsecond=0)


class View(NamedTuple):
    """A record, the time it is looked at from, and the commit it is read from; empty for the files as they are."""

    record: Record
    now: datetime
    commit: str = ""


class Session:
    """One run of the command line; carried by Typer as `ctx.obj`."""

    def __init__(self, directory: Path, *, no_color: bool = False, debug: bool = False) -> None:
        self.directory = directory
        self.debug = debug
        self.out = Output(no_color=no_color)

    @cached_property
    def workspace(self) -> Workspace:
        return find_workspace(self.directory)

    @property
    def settings(self) -> Settings:
        return self.workspace.settings

    @cached_property
    def incidents(self) -> IncidentStore:
        from revenant.store.incidents import IncidentStore

        return IncidentStore(self.workspace, warn=self.out.warn)

    @cached_property
    def changes(self) -> ChangeStore:
        from revenant.store.changes import ChangeStore

        return ChangeStore(self.workspace, warn=self.out.warn)

    @cached_property
    def now(self) -> datetime:
        return clock()

    def writer_now(self, how: How) -> Writer:
        """A writer of this very moment, for commands that take as long as somebody needs to answer."""
        from revenant.store.ledger import Writer

        return Writer(by=self.user, now=clock(), at=self.time(how.at), commit=how.commit, dry_run=how.dry_run)

    @cached_property
    def user(self) -> str:
        """The address events are signed with: the one git commits under."""
        return self.workspace.repository.identity().email

    @property
    def user_if_known(self) -> str:
        """The same, or nothing where git does not know."""
        try:
            return self.user
        except IdentityMissingError:
            return ""

    def time(self, text: str | None) -> datetime | None:
        """A time the user typed for something that has happened.

        Raises:
            InvalidTimeError, FutureTimeError.
        """
        if text is None:
            return None
        at = parse_time(text, self.now)
        if at > self.now:
            raise FutureTimeError(format_time(at), format_time(self.now))
        return at

    def view(self, as_of: str | None) -> View:
        """The record as it is, or as it was at a revision or time.

        Raises:
            UnknownRevisionError.
        """
        if as_of is None:
            return View(self.incidents, self.now)
        from revenant.store.past import PastLogs, find_commit
        from revenant.store.record import Record

        commit, then = find_commit(self.workspace, as_of, self.now)
        return View(Record(PastLogs(self.workspace, commit), self.out.warn), then, commit)

    def incident_id(self, part: str | None, record: Record | None = None) -> str:
        """The incident meant: the one named, or the only one that is open.

        Raises:
            UnknownIncidentError, AmbiguousIncidentError, NoIncidentNamedError.
        """
        record = record or self.incidents
        if part is not None:
            return record.resolve(part)
        open_ids = [it.id for it in record.open_ones()[0]]
        if len(open_ids) != 1:
            raise NoIncidentNamedError(open_ids)
        return open_ids[0]

    def writer(self, at: str | None = None, *, commit: bool = True, dry_run: bool = False) -> Writer:
        from revenant.store.ledger import Writer

        return Writer(by=self.user, now=self.now, at=self.time(at), commit=commit, dry_run=dry_run)

    def editor(self, *, commit: bool = True, dry_run: bool = False) -> Writer:
        """A writer of documents, which nobody signs line by line: a dry run of it asks for no name."""
        from revenant.store.ledger import Writer

        return Writer(by=self.user_if_known if dry_run else self.user, now=self.now, commit=commit, dry_run=dry_run)

    def record(self, part: str | None, writer: Writer, decide: Decide, message: str) -> Change:
        """Record one event on the incident `part` names."""
        return self.incidents.record(self.incident_id(part), writer, decide, message)

    def declare(
        self,
        writer: Writer,
        event: Callable[[Stamp], KnownEvent],
        message: str,
        also: Callable[[Stamp], list[KnownEvent]] | None = None,
    ) -> Change:
        """Record a new incident, and what is known of it from the start."""
        return self.incidents.create(writer, event, message, also)
