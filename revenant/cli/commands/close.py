"""`revenant close`: through the close gate."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.closing import close_incident
from revenant.cli.options import AsJson, At, Commit, DryRun, Incident, Reason
from revenant.cli.session import Session
from revenant.cli.writing import How


def command(
    ctx: typer.Context,
    incident: Incident = None,
    override: Annotated[
        bool, typer.Option("--override", help="Close without a finished postmortem (SRE_LEAD).")
    ] = False,
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Close a resolved incident. SEV1 and SEV2 need a final postmortem whose action items all have owner and due date.

    Exits 1 when the gate refuses.
    """
    session: Session = ctx.obj
    close_incident(session, incident, How(at, commit, dry_run, as_json), reason=reason, override=override)
