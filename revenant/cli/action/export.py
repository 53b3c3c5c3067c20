"""`revenant action export`: action items for other programs, or for an issue tracker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.action.filters import (
    DueBefore,
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
from revenant.cli.options import Output, choice
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.postmortems.actions.tracking import Tracked

FORMATS = ["json", "csv", "markdown"]


def command(
    ctx: typer.Context,
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="json, csv or markdown.")] = "json",
    output: Output = "-",
    owner: Owners = [],
    team: Teams = [],
    due_before: DueBefore = "",
    status: States = [],
    type_: Types = [],
    priority: Priorities = [],
    incident: OfIncident = "",
    service: Services = [],
) -> None:
    """All action items, or those the filters let through; markdown has a heading each, to paste into an issue tracker.

    Example: revenant action export -f markdown --status open --team platform
    """
    from revenant.cli.foreign import deliver

    session: Session = ctx.obj
    shape = choice("format", form, FORMATS)
    asked = wanted(
        session, owner=owner, team=team, due_before=due_before, status=status, type_=type_, priority=priority,
        incident=incident, service=service,
    )  # fmt: skip
    deliver(session, output, _render(shape, find_actions(session, asked, everything=True), session), shape)


def _render(shape: str, found: list[Tracked], session: Session) -> str:
    from revenant.render.action_export import export_table, issues
    from revenant.render.actions import action_data

    if shape == "csv":
        from revenant.render.csv import render_csv

        return render_csv([export_table(found, session.settings)])
    if shape == "markdown":
        return issues(found)
    from revenant.render.json import render_json

    return render_json([action_data(one, session.settings) for one in found]) + "\n"
