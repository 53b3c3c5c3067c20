"""`revenant oncall list`: every schedule and every escalation policy, with what it is for."""

from __future__ import annotations

import typer

from revenant.cli.options import AsJson
from revenant.cli.session import Session


def command(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List schedules and escalation policies: layers and steps, and whose services they are for.

    Example: revenant oncall list
    """
    from revenant.render.oncall_list import listed_data, policies_table, schedules_table
    from revenant.store.oncall import OncallStore

    session: Session = ctx.obj
    store = OncallStore(session.workspace, session.out.warn)
    if as_json:
        session.out.json(listed_data(store.readable, store.readable_policies))
    else:
        session.out.blocks([schedules_table(store.readable), policies_table(store.readable_policies)])
    store.refuse_broken()
