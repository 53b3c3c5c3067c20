"""`revenant export`: incidents for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.filters import Services, Severities, Since, Statuses, Tags, Text, Until, say_unmatched, selection
from revenant.cli.options import Output, choice
from revenant.cli.session import Session
from revenant.incidents.snapshot import IncidentSnapshot

FORMATS = ["json", "jsonl", "csv"]


def command(
    ctx: typer.Context,
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="json, jsonl or csv.")] = "json",
    output: Output = "-",
    status: Statuses = [],
    severity: Severities = [],
    service: Services = [],
    tag: Tags = [],
    since: Since = None,
    until: Until = None,
    text: Text = "",
) -> None:
    """All incidents, or those the filters let through, in order of their ids and so of their days.

    json is an array of snapshots with their events, jsonl has one a line, csv one row an incident.
    """
    from revenant.cli.foreign import deliver

    session: Session = ctx.obj
    shape = choice("format", form, FORMATS)
    wanted = selection(
        session, status=status, severity=severity, service=service, tag=tag, since=since, until=until, text=text
    )
    say_unmatched(session, wanted, session.incidents.all)
    incidents = [it for it in session.incidents.histories() if wanted.admits(it)]
    deliver(session, output, _render(shape, incidents, session), shape, f"{len(incidents)} incidents written")


def _render(shape: str, incidents: list[IncidentSnapshot], session: Session) -> str:
    extra = session.settings.measurements
    if shape == "csv":
        from revenant.render.csv import render_csv
        from revenant.render.incidents import incidents_table

        return render_csv([incidents_table(incidents, extra)])
    if shape == "jsonl":
        from revenant.render.incidents import json_lines

        return "".join(json_lines(incidents, extra))
    from revenant.render.json import render_json, snapshot_data

    return render_json([snapshot_data(it, extra) for it in incidents]) + "\n"
