"""`revenant slo status`: budgets, what was spent of them, by whom, and how fast they burn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.foreign import deliver
from revenant.cli.options import AsJson, Output
from revenant.cli.printing import Format, Printer
from revenant.cli.session import Session
from revenant.cli.slo.looking import SloNames, look

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.slos.budgeting.standing import Standing

NAME = "slo"


def command(
    ctx: typer.Context,
    names: SloNames = None,
    service: Annotated[str, typer.Option("--service", metavar="NAME", help="Only those of this service.")] = "",
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help="As of then, by what is recorded now.", show_default=False),
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV; durations in seconds.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print GitHub Markdown.")] = False,
    as_openmetrics: Annotated[
        bool, typer.Option("--openmetrics", help="Print OpenMetrics, for Prometheus' textfile collector.")
    ] = False,
    output: Output = "-",
) -> None:
    """Show the error budget of every objective: spent, left, how fast it burns and when it is gone.

    With a name also who spent it, what was accepted, and what all that is known from.

    Example: revenant slo status checkout-availability
    """
    session: Session = ctx.obj
    form = Format.choose(json=as_json, csv=as_csv, markdown=as_markdown, openmetrics=as_openmetrics)
    found = look(session, names or [], service=service, at=at, by_day=form is Format.JSON)
    if form is Format.JSON:
        _print_json(session, found, output)
    else:
        Printer(session, form, output).show(_blocks(session, found, form, in_full=bool(names)), NAME)


def _blocks(session: Session, found: list[Standing], form: Format, *, in_full: bool) -> list[Block]:
    from revenant.slos.policing.policy import freeze_notes
    from revenant.slos.telling.screens import status_blocks
    from revenant.slos.telling.tables import all_tables

    if form in (Format.CSV, Format.OPENMETRICS):
        return all_tables(found, gauges=form is Format.OPENMETRICS)
    return [*status_blocks(found, in_full=in_full), *freeze_notes(found, session.settings.slos.policy)]


def _print_json(session: Session, found: list[Standing], output: str) -> None:
    from revenant.render.json import render_json
    from revenant.render.standings import standing_data

    data = [standing_data(each) for each in found]
    session.out.json(data) if output == "-" else deliver(session, output, render_json(data) + "\n", Format.JSON)
