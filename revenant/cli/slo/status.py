"""`revenant slo status`: budgets, what was spent of them, and how fast they burn."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson
from revenant.cli.printing import Format, Printer
from revenant.cli.session import Session
from revenant.cli.slo.looking import look


def command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="SLOs; all if left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the error budget of every objective: spent, left, and how fast it burns.

    Example: revenant slo status checkout-availability
    """
    from revenant.slos.screens import status_blocks

    session: Session = ctx.obj
    blocks = status_blocks(look(session, names or []))
    Printer(session, Format.choose(json=as_json)).show(blocks, "slo_status")
