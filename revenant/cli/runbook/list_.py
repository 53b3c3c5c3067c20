"""`revenant runbook list`: every runbook, with what it is for."""

from __future__ import annotations

import typer

from revenant.cli.options import AsJson
from revenant.cli.session import Session


def command(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List runbooks: id, status, owner, services and the alerts each answers."""
    from revenant.render.runbooks import runbook_data, runbook_table
    from revenant.store.runbooks import RunbookStore

    session: Session = ctx.obj
    found = RunbookStore(session.workspace).all
    if as_json:
        session.out.json([runbook_data(runbook) for runbook in found])
    else:
        session.out.blocks([runbook_table(found)])
