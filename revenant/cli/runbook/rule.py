"""`revenant runbook rule CODE`: what a rule finds, why it matters and how to mend it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from revenant.cli.completion import Completions
from revenant.cli.options import AsJson
from revenant.cli.session import Session


def complete_rule(ctx: Any, incomplete: str) -> Completions:
    """Codes that begin with what was typed, each with its name."""
    from revenant.store.rulebook import every_rule

    return [(code, rule.NAME) for code, rule in every_rule().items() if code.startswith(incomplete.upper())]


def command(
    ctx: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help="A rule, such as RB101; all if left out.", autocompletion=complete_rule),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Explain a rule of lint or audit, or list them all."""
    from revenant.render.rules import rule_data, rules_table
    from revenant.store.rulebook import every_rule, rule_page

    session: Session = ctx.obj
    if code is None:
        if as_json:
            session.out.json([rule_data(rule) for rule in every_rule().values()])
        else:
            session.out.blocks([rules_table(every_rule())])
        return
    page = rule_page(code)
    if as_json:
        session.out.json(rule_data(every_rule()[code.upper()]) | {"page": page})
    else:
        session.out.text(page)
