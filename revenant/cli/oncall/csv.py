"""`revenant oncall csv`: shifts and their hours, for pay."""

from __future__ import annotations

import typer

from revenant.cli.oncall.looking import Schedules, chosen
from revenant.cli.oncall.shifting import Since, Until, last_month, window, worked_in
from revenant.cli.options import AsJson, Output
from revenant.cli.session import Session


def command(
    ctx: typer.Context,
    names: Schedules = None,
    since: Since = "",
    until: Until = "",
    output: Output = "-",
    as_json: AsJson = False,
) -> None:
    """Every shift with its hours at night, on weekends and holidays, for pay; the last whole month if left out.

    Example: revenant oncall csv --since 2026-11-01 --until 2026-12-01 -o november.csv
    """
    from revenant.cli.foreign import deliver
    from revenant.render.csv import render_csv
    from revenant.render.oncall_pay import pay_data, pay_table

    session: Session = ctx.obj
    found = [
        (each, schedule.zone)
        for schedule in chosen(session, names or [])
        for each in worked_in(
            session, schedule, *window(session, schedule, since, until, last_month(session, schedule))
        )
    ]
    if as_json:
        session.out.json(pay_data(found))
    else:
        deliver(session, output, render_csv([pay_table(found)]), "csv")
