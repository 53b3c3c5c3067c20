"""`revenant slo burn`: which budgets burn too fast, and what that asks for."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_slo
from revenant.cli.options import AsJson
from revenant.cli.session import Session
from revenant.cli.slo.burning import alarms
from revenant.errors import ExitCode


def command(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="SLOs; all if left out.", autocompletion=complete_slo),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="As of then, by what is known now.", show_default=False)
    ] = None,
    signals: Annotated[
        bool, typer.Option("--signals", help="JSON Lines of a signal an objective that fires, for `correlate`.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 also where it is not known whether something pages.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Evaluate burn rates: an objective fires where it burns too fast over a long window and over a short one.

    Exits 1 where something fires that pages; with --signals 0, for pipes.
    Example: revenant slo burn --signals | revenant correlate --apply
    """
    if signals and (as_json or strict):
        raise typer.BadParameter("prints lines of JSON and exits 0: leave out --json, --strict", param_hint="--signals")
    session: Session = ctx.obj
    found = alarms(session, names or [], at)
    if signals:
        from revenant.cli.slo.signalling import send_signals

        send_signals(session, found)
        return
    if as_json:
        from revenant.render.burning import alarm_data

        session.out.json([alarm_data(each) for each in found])
    else:
        from revenant.slos.burning.screens import burn_blocks, summary

        session.out.blocks(burn_blocks(found))
        session.out.say(summary(found))
    if any(each.pages or (strict and each.may_page) for each in found):
        raise typer.Exit(ExitCode.PROBLEMS)
