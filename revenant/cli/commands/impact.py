"""`revenant impact`: when users were affected, and how badly."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_slo
from revenant.cli.options import AsJson, At, Commit, DryRun, Incident
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import operations


def command(
    ctx: typer.Context,
    incident: Incident = None,
    start: Annotated[str | None, typer.Option("--from", metavar="TIME", help="When users began to feel it.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help="When it was over for them.")] = None,
    slo: Annotated[
        str, typer.Option("--slo", metavar="NAME", help="The SLO it counts against.", autocompletion=complete_slo)
    ] = "",
    bad_ratio: Annotated[
        float | None, typer.Option("--bad-ratio", min=0, max=1, help="Share of bad events, 0 to 1.")
    ] = None,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What users saw.")] = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Record a window of impact. Its earliest start becomes the start of the incident's impact."""
    session: Session = ctx.obj
    window = session.time(start), session.time(end)
    if slo:
        from revenant.cli.slo.naming import say_unknown_slo

        say_unknown_slo(session, slo)
    record(
        session,
        incident,
        lambda it, stamp: operations.impact(it, stamp, *window, slo=slo, bad_ratio=bad_ratio, text=text),
        "impact",
        How(at, commit, dry_run, as_json),
    )
