"""`revenant oncall who`: who is on call now, or was at another time."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.oncall.looking import Schedules, chosen, refuse_broken
from revenant.cli.options import AsJson
from revenant.cli.session import Session

Then = Annotated[str | None, typer.Option("--at", metavar="TIME", help="At that time, which may be one to come.")]


def command(
    ctx: typer.Context,
    names: Schedules = None,
    at: Then = None,
    as_json: AsJson = False,
) -> None:
    """Say who is on call.

    Example: revenant oncall who
    """
    from revenant.core.times import parse_time
    from revenant.render.oncall import who_data, who_table

    session: Session = ctx.obj
    then = parse_time(at, session.now) if at else session.now
    found = chosen(session, names or [], all_whole=False)
    if as_json:
        session.out.json([who_data(schedule, then) for schedule in found])
    else:
        session.out.blocks([who_table(found, then)])
    refuse_broken(session, names or [])
