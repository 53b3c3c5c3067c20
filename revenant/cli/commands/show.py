"""`revenant show`: one incident on one screen."""

from __future__ import annotations

import typer

from revenant.cli.budgets import budget_blocks, budget_data, find_budgets
from revenant.cli.calling import call_blocks
from revenant.cli.options import AsJson, AsOf, Incident
from revenant.cli.promised import find_promised, promised_blocks, promised_data
from revenant.cli.recalling import find_memories, memory_blocks, memory_data
from revenant.cli.reviews import find_reviews
from revenant.cli.session import Session
from revenant.cli.surfacing import find_panel, panel_blocks, panel_data
from revenant.cli.suspecting import find_suspects, suspects_data


def command(ctx: typer.Context, incident: Incident = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """What is broken, how bad, since when, who has it, what changed, what is due, and the timeline.

    While it is open also the runbook, earlier incidents like it and how they ended, and what recurs in it.
    """
    session: Session = ctx.obj
    record, now, commit = session.view(as_of)
    it = record.get(session.incident_id(incident, record))
    near, merged = find_suspects(session, it, commit), record.merged(it)
    panel = find_panel(session, it, commit)
    memories = None if commit else find_memories(session, it)
    due = [] if commit else find_reviews(session, [it])
    promised = find_promised(session, it, commit)
    budgets = find_budgets(session, it, commit)
    if as_json:
        from revenant.render.json import followed_data, snapshot_data

        data = snapshot_data(it, session.settings.measurements) | suspects_data(near) | panel_data(panel)
        more = followed_data(merged) | {"reviews_due": [runbook for runbook, _ in due]} | budget_data(it, budgets)
        session.out.json(data | memory_data(memories) | more | promised_data(session, promised))
    else:
        from revenant.render.screens import incident_screen

        panels = [
            *call_blocks(session, it, commit),
            *budget_blocks(it, budgets),
            *promised_blocks(promised),
            *panel_blocks(it, panel),
            *memory_blocks(memories),
        ]
        session.out.blocks(incident_screen(it, session.settings, now, near, merged, panels, due))
