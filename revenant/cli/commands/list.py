"""`revenant list`: incidents, filtered."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.severity import Severity
from revenant.core.times import parse_time
from revenant.incidents.lifecycle import Status
from revenant.incidents.selection import Selection


def command(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also those that are over.")] = False,
    status: Annotated[list[str], typer.Option("--status", metavar="STATUS", help="May be repeated.")] = [],
    severity: Annotated[list[str], typer.Option("--severity", "-s", metavar="SEV", help="May be repeated.")] = [],
    service: Annotated[list[str], typer.Option("--service", metavar="NAME", help="May be repeated.")] = [],
    tag: Annotated[list[str], typer.Option("--tag", metavar="TAG", help="May be repeated.")] = [],
    since: Annotated[str | None, typer.Option("--since", metavar="TIME", help="Detected at or after.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="TIME", help="Detected before.")] = None,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="In the title or a note.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show the newest N only.")] = 100_000,
    as_json: AsJson = False,
) -> None:
    """Incidents, newest first: open ones unless --all or a filter says otherwise."""
    session: Session = ctx.obj
    selection = Selection(
        statuses=frozenset(Status(choice("status", word, [*Status])) for word in status),
        severities=frozenset(Severity(choice("severity", word, [*Severity])) for word in severity),
        services=frozenset(service),
        tags=frozenset(tag),
        since=parse_time(since, session.now) if since else None,
        until=parse_time(until, session.now) if until else None,
        text=text,
    )
    everyone = list(session.incidents.all())
    found = [it for it in reversed(everyone) if selection.admits(it, open_only=not everything)][:limit]
    if as_json:
        from revenant.render.json import snapshot_data

        session.out.json([snapshot_data(it, session.settings.measurements, events=False) for it in found])
    else:
        from revenant.render.screens import list_table

        hidden = 0 if everything or selection.filters else len(everyone) - len(found)
        session.out.blocks([list_table(found, hidden)])
