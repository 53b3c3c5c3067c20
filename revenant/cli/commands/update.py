"""`revenant update`: better words for what an incident is."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, Incident
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import operations


def command(
    ctx: typer.Context,
    incident: Incident = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT")] = None,
    service: Annotated[
        list[str], typer.Option("--service", metavar="NAME", help="All affected services; may be repeated.")
    ] = [],
    environment: Annotated[str | None, typer.Option("--environment", "-e", metavar="NAME")] = None,
    tag: Annotated[list[str], typer.Option("--tag", metavar="TAG", help="All tags; may be repeated.")] = [],
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Give an incident a new title, environment, or new lists of services and tags. What is not named stays."""
    session: Session = ctx.obj
    record(
        session,
        incident,
        lambda it, stamp: operations.update(
            it, stamp, title=title, services=service or None, environment=environment, tags=tag or None
        ),
        "update",
        How(at, commit, dry_run, as_json),
    )
