"""`revenant reopen`: it came back."""

from __future__ import annotations

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, Incident, Reason
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import operations


def command(
    ctx: typer.Context,
    incident: Incident = None,
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Take up again an incident that came back. Needs --reason."""
    session: Session = ctx.obj
    record(
        session,
        incident,
        lambda it, stamp: operations.reopen(it, stamp, reason=reason),
        "reopened",
        How(at, commit, dry_run, as_json),
    )
