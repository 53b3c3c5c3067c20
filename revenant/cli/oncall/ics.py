"""`revenant oncall ics`: shifts for a calendar program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from revenant.cli.completion import complete_person
from revenant.cli.oncall.looking import Schedules, chosen
from revenant.cli.oncall.naming import person_named
from revenant.cli.oncall.shifting import Since, Until, window
from revenant.cli.options import AsJson, Output
from revenant.cli.session import Session

_PAST, _AHEAD = timedelta(days=28), timedelta(days=91)


def command(
    ctx: typer.Context,
    names: Schedules = None,
    person: Annotated[
        str, typer.Option("--person", metavar="PERSON", help="Theirs alone.", autocompletion=complete_person)
    ] = "",
    since: Since = "",
    until: Until = "",
    output: Output = "-",
    as_json: AsJson = False,
) -> None:
    """Shifts as a calendar file: from four weeks back to a quarter ahead if left out.

    Example: revenant oncall ics --person ana -o ana.ics
    """
    from revenant.cli.foreign import deliver
    from revenant.core.times import format_time
    from revenant.oncall.loading.shifts import shifts
    from revenant.render.oncall_ics import shift_calendar, uid

    session: Session = ctx.obj
    default = (session.now - _PAST, session.now + _AHEAD)
    found = []
    for schedule in chosen(session, names or []):
        who = person_named(session, schedule, person, anyway=False) if person else ""
        own = shifts(schedule, *window(session, schedule, since, until, default))
        found += [shift for shift in own if who in ("", shift.person)]
    if as_json:
        session.out.json(
            [
                {"uid": uid(each), "schedule": each.schedule, "person": each.person}
                | {"start": format_time(each.start), "end": format_time(each.end)}
                for each in found
            ]
        )
        return
    people = {each.email: each.name for each in session.settings.people}
    title = f"On call{': ' + person if person else ''}"
    deliver(session, output, shift_calendar(found, people, title, _changed(session)), "ical")


def _changed(session: Session) -> datetime:
    """When a commit last touched oncall/: the same in every run, and later after each change."""
    told = session.workspace.repository.output(
        "log", "-1", "--format=%ct", "--", str(session.workspace.root / "oncall")
    )
    return datetime.fromtimestamp(int(told.strip()), UTC) if told.strip() else session.now
