"""`revenant list`: incidents, filtered."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.filters import Services, Severities, Since, Statuses, Tags, Text, Until, say_unmatched, selection
from revenant.cli.options import AsJson, AsOf
from revenant.cli.session import Session
from revenant.incidents.selection import by_detection


def command(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also those that are over.")] = False,
    status: Statuses = [],
    severity: Severities = [],
    service: Services = [],
    tag: Tags = [],
    since: Since = None,
    until: Until = None,
    text: Text = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show the newest N only.")] = 100_000,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Incidents, newest first: open ones unless --all or a filter says otherwise."""
    session: Session = ctx.obj
    wanted = selection(
        session, status=status, severity=severity, service=service, tag=tag, since=since, until=until, text=text
    )
    record = session.view(as_of).record
    open_only = not everything and not wanted.filters
    known, hidden = record.open_ones() if open_only else (record.all(), 0)
    say_unmatched(session, wanted, lambda: known)
    found = sorted((it for it in known if wanted.admits(it)), key=by_detection, reverse=True)[:limit]
    if as_json:
        from revenant.render.json import snapshot_data

        session.out.json([snapshot_data(it, session.settings.measurements, events=False) for it in found])
    else:
        from revenant.render.screens import list_table

        session.out.blocks([list_table(found, hidden, open_only=open_only)])
