"""`revenant oncall`: schedules and handoffs. To add a command: a file in cli/oncall and a line here."""

from __future__ import annotations

import typer

from revenant.cli.oncall import accept, csv, gaps, handoff, ics, lint, list_, load, next_, override, page, swap, who

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
app.command("who")(who.command)
app.command("next")(next_.command)
app.command("gaps")(gaps.command)
app.command("list")(list_.command)
app.command("lint")(lint.command)
app.command("override")(override.command)
app.command("swap")(swap.command)
app.command("ics")(ics.command)
app.command("csv")(csv.command)
app.command("load")(load.command)
app.command("page")(page.command)
app.command("handoff")(handoff.command)
app.command("accept")(accept.command)


@app.callback()
def group() -> None:
    """On call: who is, who is next, where nobody is; handing over."""
