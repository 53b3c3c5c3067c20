"""`revenant oncall next`: who is on call from now on."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_person
from revenant.cli.oncall.looking import Schedules, Then, chosen, moment
from revenant.cli.options import AsJson
from revenant.cli.session import Session


def command(
    ctx: typer.Context,
    names: Schedules = None,
    person: Annotated[
        str, typer.Option("--person", metavar="WHO", help="Of one person alone.", autocompletion=complete_person)
    ] = "",
    number: Annotated[int, typer.Option("-n", "--number", min=1, max=500, help="How many of each schedule.")] = 5,
    at: Then = None,
    as_json: AsJson = False,
) -> None:
    """The next shifts of each schedule, the running one first.

    Example: revenant oncall next --person ana -n 3
    """
    from revenant.oncall.asking.standing import upcoming
    from revenant.oncall.people import addresses
    from revenant.render.oncall import shifts_data, shifts_table

    session: Session = ctx.obj
    then = moment(at, session.now)
    who = addresses(session.settings)(person) if person else ""
    found = [(each, upcoming(each, then, number, who)) for each in chosen(session, names or [])]
    if as_json:
        session.out.json([shifts_data(*each) for each in found])
    else:
        session.out.blocks([shifts_table(found, then)])
