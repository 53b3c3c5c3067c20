"""`revenant oncall load`: hours, nights, weekends and holidays on call, and how evenly they fall."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.oncall.looking import Schedules, chosen
from revenant.cli.oncall.shifting import Since, Until, window, worked_in
from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.oncall.loading.hours import Worked
    from revenant.oncall.schedule import Schedule

BY = ["person", "team", "month"]
_DEFAULT = timedelta(days=91)


def command(
    ctx: typer.Context,
    names: Schedules = None,
    since: Since = "",
    until: Until = "",
    by: Annotated[str, typer.Option("--by", metavar="WHAT", help="person, team or month.")] = "person",
    as_json: AsJson = False,
) -> None:
    """What being on call takes: hours, nights, weekends, holidays; of the last 13 weeks if left out.

    Example: revenant oncall load --since 2026-10-01 --until 2027-01-01
    """
    from revenant.oncall.loading.load import balance, loads
    from revenant.render.oncall_load import load_blocks, load_data

    session: Session = ctx.obj
    what = choice("grouping", by, BY)
    asked = chosen(session, names or [])
    spans = {each.name: window(session, each, since, until, (session.now - _DEFAULT, session.now)) for each in asked}
    found = [each for schedule in asked for each in worked_in(session, schedule, *spans[schedule.name])]
    members = _members(asked) if what == "person" else []
    if what == "month":
        found = [part for schedule in asked for part in _by_month(session, schedule, *spans[schedule.name])]
    made = loads(found, lambda each: _name(session, asked, each, what), members)
    even = balance([each.hours for each in made]) if what == "person" else None
    if as_json:
        session.out.json(load_data(made, even))
    else:
        session.out.blocks(load_blocks(made, even, what, "nights and weekends by each person's clock"))


def _by_month(session: Session, schedule: Schedule, start: datetime, end: datetime) -> list[Worked]:
    """Shifts cut where a month of the schedule's clock begins."""
    from revenant.core.wall_clock import instant, months_later, wall_time

    found: list[Worked] = []
    month = wall_time(start, schedule.zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while start < end:
        month = months_later(month, 1)
        last = min(instant(month, schedule.zone), end)
        found += worked_in(session, schedule, start, last)
        start = last
    return found


def _members(asked: list[Schedule]) -> list[str]:
    return [who for each in asked for layer in each.layers for people in layer.members for who in people]


def _name(session: Session, asked: list[Schedule], each: Worked, by: str) -> str:
    if by == "person":
        return each.shift.person
    if by == "team":
        known = session.settings.person(each.shift.person)
        return known.team if known is not None and known.team else "no team"
    zone = next(schedule.zone for schedule in asked if schedule.name == each.shift.schedule)
    return each.shift.start.astimezone(zone).strftime("%Y-%m")
