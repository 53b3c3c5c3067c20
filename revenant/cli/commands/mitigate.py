"""`revenant mitigate`: the impact is reduced or gone."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, Incident, Reason
from revenant.cli.session import Session
from revenant.cli.writing import How, record_move
from revenant.incidents.lifecycle import Status


def command(
    ctx: typer.Context,
    incident: Incident = None,
    begin: Annotated[bool, typer.Option("--begin", help="The fix is only being applied: MITIGATING.")] = False,
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Say that the impact is reduced or removed; the cause may still be unknown."""
    session: Session = ctx.obj
    to = Status.MITIGATING if begin else Status.MITIGATED
    record_move(session, incident, to, How(at, commit, dry_run, as_json), reason=reason)
