"""`revenant oncall gaps`: when nobody is on call though somebody should be."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from revenant.cli.oncall.looking import Schedules, chosen, moment
from revenant.cli.options import AsJson
from revenant.cli.session import Session
from revenant.errors import ExitCode

_AHEAD = timedelta(weeks=4)


def command(
    ctx: typer.Context,
    names: Schedules = None,
    since: Annotated[str | None, typer.Option("--since", metavar="TIME", help="From then on; now if left out.")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TIME", help="Until then; four weeks if left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """When nobody is on call, within the hours that a schedule's `cover` names. Exits 1 when there are gaps.

    Example: revenant oncall gaps shop-primary --until 2027-01-01
    """
    from revenant.oncall.asking.gaps import gaps
    from revenant.oncall.errors import BackwardGapsError
    from revenant.render.oncall import gaps_data, gaps_table

    session: Session = ctx.obj
    start = moment(since, session.now)
    end = moment(until, session.now) if until else start + _AHEAD
    if end <= start:
        raise BackwardGapsError(start.isoformat(), end.isoformat())
    found = [(each, gaps(each, start, end)) for each in chosen(session, names or [])]
    if as_json:
        session.out.json([gaps_data(schedule, its, start, end) for schedule, its in found])
    else:
        session.out.blocks([gaps_table(found, start, end)])
    if any(its for _, its in found):
        raise typer.Exit(ExitCode.PROBLEMS)
