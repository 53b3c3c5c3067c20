"""`revenant slo`: objectives and error budgets. To add a command: a file in cli/slo and a line here."""

from __future__ import annotations

import typer

from revenant.cli.slo import burn, gate, import_, lint, list_, policy, rules, status

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
app.command("list")(list_.command)
app.command("lint")(lint.command)
app.command("status")(status.command)
app.command("burn")(burn.command)
app.command("rules")(rules.command)
app.command("gate")(gate.command)
app.command("policy")(policy.command)
app.command("import")(import_.command)


@app.callback()
def group() -> None:
    """SLOs: what was promised, what is left of the budget, how fast it goes."""
