"""Which schedules a command is asked about, and as of when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from revenant.cli.completion import complete_schedule
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.oncall.schedule import Schedule
    from revenant.store.oncall import OncallStore
    from revenant.store.workspace import Workspace

Schedules = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SCHEDULE]...", help="Schedules; all if left out.", autocompletion=complete_schedule),
]
Then = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="At that time, past or to come; 'in 2h' counts from now.")
]


class Asked(NamedTuple):
    """The schedules that are asked about, the workspace they are of, and the time they are looked at from."""

    store: OncallStore
    workspace: Workspace
    now: datetime


@contextmanager
def asked(session: Session, as_of: str | None = None) -> Iterator[Asked]:
    """oncall/ as it is, or as it was at a revision or time.

    Raises:
        UnknownRevisionError.
    """
    from revenant.store.oncall import OncallStore

    if as_of is None:
        yield Asked(OncallStore(session.workspace, session.out.warn), session.workspace, session.now)
        return
    from revenant.store.committed import committed_oncall
    from revenant.store.past import find_commit

    commit, then = find_commit(session.workspace, as_of, session.now)
    with committed_oncall(session.workspace, commit) as past:
        yield Asked(OncallStore(past, session.out.warn), past, then)


def moment(text: str | None, now: datetime) -> datetime:
    """The time that was typed, which may be one to come; now, where none was.

    Raises:
        InvalidTimeError.
    """
    from revenant.core.times import parse_duration, parse_time

    if text is None:
        return now
    ahead = text.strip().lower()
    return now + parse_duration(ahead[3:]) if ahead.startswith("in ") else parse_time(text, now)


def chosen(
    session: Session, names: Sequence[str], *, all_whole: bool = True, store: OncallStore | None = None
) -> list[Schedule]:
    """The schedules of these names, or all; without `all_whole` all that can be read.

    Raises:
        InvalidFileError: a file is broken, and all were asked for, or one that is in no document that can be read.
        UnknownScheduleError.
    """
    from revenant.oncall.errors import UnknownScheduleError
    from revenant.store.oncall import OncallStore

    store = store or OncallStore(session.workspace, session.out.warn)
    if all_whole:
        refuse_broken(session, names, store)
    known = {schedule.name: schedule for schedule in store.readable}
    missing = [name for name in names if name not in known]
    if missing:
        store.refuse_broken()
        raise UnknownScheduleError(missing[0], list(known))
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def refuse_broken(session: Session, names: Sequence[str], store: OncallStore) -> None:
    """Say what cannot be read of others than those named; if all was asked for, that this is not all.

    Raises:
        InvalidFileError: with line and column of every complaint.
    """
    if not names:
        store.refuse_broken()
    for complaint in store.complaints:
        session.out.warn(complaint)
