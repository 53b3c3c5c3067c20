"""`revenant action overdue`: what should have been done by now; with --fail for CI."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.action.filters import Owners, Teams, find_actions, wanted
from revenant.cli.options import AsJson
from revenant.cli.session import Session
from revenant.errors import ExitCode


def command(
    ctx: typer.Context,
    owner: Owners = [],
    team: Teams = [],
    fail: Annotated[bool, typer.Option("--fail", help="Exit 1 if there is any: for CI.")] = False,
    as_json: AsJson = False,
) -> None:
    """Action items whose due date has passed, the most urgent first."""
    from revenant.render.actions import action_data, action_table

    session: Session = ctx.obj
    found = find_actions(session, wanted(session, owner=owner, team=team, status=["overdue"]))
    if as_json:
        session.out.json([action_data(one, session.settings) for one in found])
    else:
        session.out.blocks([action_table(found, "No action item is overdue.")])
    if found and fail:
        raise typer.Exit(ExitCode.PROBLEMS)
