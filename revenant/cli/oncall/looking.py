"""Which schedules a command is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_schedule
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.oncall.schedule import Schedule

Schedules = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SCHEDULE]...", help="Schedules; all if left out.", autocompletion=complete_schedule),
]


def chosen(session: Session, names: Sequence[str], *, all_whole: bool = True) -> list[Schedule]:
    """The schedules of these names, or all; without `all_whole` all that can be read.

    Raises:
        InvalidFileError: a file is broken, and all were asked for, or one that is in no document that can be read.
        UnknownScheduleError.
    """
    from revenant.oncall.errors import UnknownScheduleError
    from revenant.store.oncall import OncallStore

    store = OncallStore(session.workspace, session.out.warn)
    if all_whole:
        refuse_broken(session, names)
    known = {schedule.name: schedule for schedule in store.readable}
    missing = [name for name in names if name not in known]
    if missing:
        store.refuse_broken()
        raise UnknownScheduleError(missing[0], list(known))
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def refuse_broken(session: Session, names: Sequence[str]) -> None:
    """Say what cannot be read of others than those named; if all was asked for, that this is not all.

    Raises:
        InvalidFileError: with line and column of every complaint.
    """
    from revenant.store.oncall import OncallStore

    store = OncallStore(session.workspace)
    if not names:
        store.refuse_broken()
    for complaint in store.complaints:
        session.out.warn(complaint)
