"""`revenant action list`: what is still to be done, of all incidents."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.action.filters import (
    DueBefore,
    Everything,
    OfIncident,
    Owners,
    Priorities,
    Services,
    States,
    Teams,
    Types,
    find_actions,
    wanted,
)
from revenant.cli.options import AsJson
from revenant.cli.session import Session


def command(
    ctx: typer.Context,
    everything: Everything = False,
    owner: Owners = [],
    team: Teams = [],
    due_before: DueBefore = "",
    status: States = [],
    type_: Types = [],
    priority: Priorities = [],
    incident: OfIncident = "",
    service: Services = [],
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Print how impact and likelihood make a priority, and nothing else.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Open action items of all postmortems, also of closed incidents: the most urgent first, then by due date.

    Example: revenant action list --team platform --due-before "2 weeks"
    """
    session: Session = ctx.obj
    if matrix:
        _print_matrix(session, as_json=as_json)
        return
    asked = wanted(
        session, owner=owner, team=team, due_before=due_before, status=status, type_=type_, priority=priority,
        incident=incident, service=service,
    )  # fmt: skip
    found = find_actions(session, asked, everything=everything)
    if as_json:
        from revenant.render.actions import action_data

        session.out.json([action_data(one, session.settings) for one in found])
    else:
        from revenant.render.actions import action_table

        session.out.blocks([action_table(found, "No action item matches.")])


def _print_matrix(session: Session, *, as_json: bool) -> None:
    from revenant.postmortems.actions.priorities import matrix as matrix_of
    from revenant.postmortems.actions.priorities import matrix_table

    if as_json:
        session.out.json(matrix_of(session.settings.postmortems))
    else:
        session.out.blocks([matrix_table(session.settings.postmortems)])
