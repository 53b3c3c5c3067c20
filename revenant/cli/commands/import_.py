"""`revenant import`: bring in another system's history. To add a command: a file in cli/import_ and a line here."""

from __future__ import annotations

import typer

from revenant.cli.import_ import backstage, cstate, csv, opsgenie, pagerduty, statuspage

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
app.command("statuspage")(statuspage.command)
app.command("cstate")(cstate.command)
app.command("pagerduty")(pagerduty.command)
app.command("opsgenie")(opsgenie.command)
app.command("csv")(csv.command)
app.command("backstage")(backstage.command)


@app.callback()
def group() -> None:
    """Bring in another system's history."""
