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


def chosen(session: Session, names: Sequence[str]) -> list[Schedule]:
    """The schedules of these names, or all.

    Raises:
        InvalidFileError, UnknownScheduleError.
    """
    from revenant.oncall.errors import UnknownScheduleError
    from revenant.store.oncall import OncallStore

    known = {schedule.name: schedule for schedule in OncallStore(session.workspace).schedules}
    missing = [name for name in names if name not in known]
    if missing:
        raise UnknownScheduleError(missing[0], list(known))
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())
