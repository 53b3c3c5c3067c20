"""`revenant cancel`: declared in error, or superseded."""

from __future__ import annotations

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, Incident, Reason
from revenant.cli.session import Session
from revenant.cli.writing import How, record_move
from revenant.incidents.lifecycle import Status


def command(
    ctx: typer.Context,
    incident: Incident = None,
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Call off an incident declared in error or superseded by another. Needs --reason."""
    session: Session = ctx.obj
    record_move(session, incident, Status.CANCELLED, How(at, commit, dry_run, as_json), reason=reason)
