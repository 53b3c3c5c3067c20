"""`revenant show`: one incident on one screen."""

from __future__ import annotations

import typer

from revenant.cli.options import AsJson, AsOf, Incident
from revenant.cli.session import Session
from revenant.cli.suspecting import find_suspects, suspects_data


def command(ctx: typer.Context, incident: Incident = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """What is broken, how bad, since when, who has it, what changed, what is due next, and the timeline."""
    session: Session = ctx.obj
    record, now, commit = session.view(as_of)
    it = record.get(session.incident_id(incident, record))
    near = find_suspects(session, it, commit)
    if as_json:
        from revenant.render.json import snapshot_data

        session.out.json(snapshot_data(it, session.settings.measurements) | suspects_data(near))
    else:
        from revenant.render.screens import incident_screen

        session.out.blocks(incident_screen(it, session.settings, now, near))
