"""`revenant runbook`: what is done with runbooks. To add a command: a file in cli/runbook and a line here."""

from __future__ import annotations

import typer

from revenant.cli.runbook import coverage, drill, lint, list_, reviewed, rule, run, show, suggest

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
app.command("list")(list_.command)
app.command("show")(show.command)
app.command("suggest")(suggest.command)
app.command("run")(run.command)
app.command("drill")(drill.command)
app.command("reviewed")(reviewed.command)
app.command("lint")(lint.command)
app.command("coverage")(coverage.command)
app.command("rule")(rule.command)


@app.callback()
def group() -> None:
    """Runbooks: listed, linted, found for an incident, walked, drilled."""
