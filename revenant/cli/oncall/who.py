"""`revenant oncall who`: who is on call now, or was at another time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_service
from revenant.cli.oncall.looking import Asked, Schedules, Then, asked, chosen, moment, refuse_broken
from revenant.cli.options import AsJson, AsOf
from revenant.cli.session import Session

if TYPE_CHECKING:
    from datetime import datetime


def command(
    ctx: typer.Context,
    names: Schedules = None,
    service: Annotated[
        str,
        typer.Option("--service", metavar="NAME", help="Who answers for it.", autocompletion=complete_service),
    ] = "",
    at: Then = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Say who is on call, until when, and who is next; for a service, whom its escalation policy turns to, in order.

    Example: revenant oncall who --service checkout --at 2026-12-24T20:00+01:00
    """
    session: Session = ctx.obj
    with asked(session, as_of) as found:
        then = moment(at, found.now)
        if service:
            _answering(session, found, service, then, as_json)
        else:
            _standing(session, found, names or [], then, as_json)


def _standing(session: Session, found: Asked, names: list[str], then: datetime, as_json: bool) -> None:
    from revenant.oncall.asking.standing import standing
    from revenant.render.oncall import standing_data, standing_table

    stands = [standing(each, then) for each in chosen(session, names, all_whole=False, store=found.store)]
    if as_json:
        session.out.json([standing_data(each) for each in stands])
    else:
        session.out.blocks([standing_table(stands)])
    refuse_broken(session, names, found.store)


def _answering(session: Session, found: Asked, service: str, then: datetime, as_json: bool) -> None:
    from revenant.oncall.asking.answering import answering
    from revenant.render.oncall import answering_blocks, answering_data
    from revenant.store.roster import roster_of

    answer = answering(service, roster_of(found.workspace), then)
    if as_json:
        session.out.json(answering_data(answer))
    else:
        session.out.blocks(answering_blocks(answer))
