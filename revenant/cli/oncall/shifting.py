"""The shifts a command is asked about, with their hours: which window, whose nights, which holidays."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.oncall.naming import instant_of
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.oncall.loading.hours import Clock, Worked
    from revenant.oncall.schedule import Schedule

Since = Annotated[
    str, typer.Option("--since", metavar="TIME", help="From then on, by the schedule's clock; a date is its midnight.")
]
Until = Annotated[str, typer.Option("--until", metavar="TIME", help="Until then, exclusive.")]


def window(
    session: Session, schedule: Schedule, since: str, until: str, default: tuple[datetime, datetime]
) -> tuple[datetime, datetime]:
    """The window asked for, by the schedule's clock.

    Raises:
        BackwardSpanError, DoubtfulTimeError, UnreadableTimeError.
    """
    from revenant.oncall.changing.errors import BackwardWindowError

    start = instant_of(session, schedule, since) if since else default[0]
    end = instant_of(session, schedule, until) if until else default[1]
    if end <= start:
        raise BackwardWindowError(*(each.astimezone(schedule.zone).isoformat() for each in (start, end)))
    return start, end


def last_month(session: Session, schedule: Schedule) -> tuple[datetime, datetime]:
    """The last whole month on the schedule's clock."""
    from revenant.core.wall_clock import instant, months_later, wall_time

    midnight = wall_time(session.now, schedule.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight.replace(day=1)
    return instant(months_later(first, -1), schedule.zone), instant(first, schedule.zone)


def worked_in(session: Session, schedule: Schedule, start: datetime, end: datetime) -> list[Worked]:
    """The parts of shifts in a window, with their hours.

    Raises:
        InvalidValueError: the schedule's `holidays` names no place that is known.
    """
    from revenant.oncall.loading.hours import worked
    from revenant.oncall.loading.shifts import clipped, shifts
    from revenant.store.public_holidays import public_holidays

    found = clipped(shifts(schedule, start, end), start, end)
    return [
        worked(
            each, clock_of(session, each.person), schedule.zone, lambda year: public_holidays(schedule.holidays, year)
        )
        for each in found
    ]


def clock_of(session: Session, person: str) -> Clock:
    """Whose nights and weekends: by the zone a person sleeps in, else that of the reports."""
    from revenant.core.zones import zone
    from revenant.oncall.documents.scheduling import DAYS
    from revenant.oncall.loading.hours import Clock, night_of

    reports = session.settings.reports
    known = session.settings.person(person)
    name = known.timezone if known is not None and known.timezone else reports.timezone
    return Clock(zone(name), night_of(reports.night), frozenset(DAYS.index(day) for day in reports.days_off))
