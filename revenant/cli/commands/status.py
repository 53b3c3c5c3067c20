"""`revenant status`: the whole workspace at a glance."""

from __future__ import annotations

import typer

from revenant.cli.budgets import find_low_budgets, low_budget_blocks
from revenant.cli.options import AsJson, AsOf
from revenant.cli.reviews import find_reviews
from revenant.cli.session import Session


def command(ctx: typer.Context, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Open incidents, worst first, with age, owner and the next deadline."""
    session: Session = ctx.obj
    record, now, commit = session.view(as_of)
    incidents, over = record.at_a_glance()
    if as_json:
        from revenant.render.json import status_data

        session.out.json([status_data(it, session.settings, now) for it in incidents])
    else:
        from revenant.render.screens import review_command, status_screen

        low = low_budget_blocks(session, None if commit else find_low_budgets(session))
        session.out.blocks([*status_screen(incidents, session.settings, now), *low])
        for runbook, incident in [] if commit else find_reviews(session, over):
            session.out.say(f"review due: {runbook}, used in {incident}: {review_command(runbook, incident)}")
