"""`revenant postmortem list`: every postmortem, and every incident that still waits for one."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.times import parse_time


def command(
    ctx: typer.Context,
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="Only these: missing, draft, review or final.")
    ] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="WHO", help="Only of this owner.")] = "",
    service: Annotated[str, typer.Option("--service", metavar="NAME", help="Only of incidents on this service.")] = "",
    since: Annotated[
        str | None, typer.Option("--since", metavar="TIME", help="Only of incidents detected at or after it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List postmortems, the latest first, with what is left to do; also incidents that need one and have none."""
    from revenant.postmortems.listing import STATUSES, Wanted
    from revenant.render.postmortems import postmortem_data, postmortem_table
    from revenant.store.postmortem_list import list_postmortems

    session: Session = ctx.obj
    asked = Wanted(
        status=choice("status", status, [*STATUSES]) if status else "",
        owner=owner,
        service=service,
        since=parse_time(since, session.now) if since else None,
    )
    everything = list_postmortems(session.workspace, session.incidents, session.now)
    found = [each for each in everything if asked.admits(each, session.settings)]
    if as_json:
        session.out.json([postmortem_data(each) for each in found])
    else:
        session.out.blocks([postmortem_table(found)])
