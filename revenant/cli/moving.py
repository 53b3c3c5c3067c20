"""The commands that do nothing but move an incident to one status: `ack`, `resolve`, `cancel`."""

from __future__ import annotations

from collections.abc import Callable

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, Incident, Reason
from revenant.cli.session import Session
from revenant.cli.writing import How, record_move
from revenant.incidents.lifecycle import Status


def moving(to: Status, explanation: str) -> Callable[..., None]:
    """A command that moves an incident to `to`; `explanation` is its help."""

    def command(
        ctx: typer.Context,
        incident: Incident = None,
        reason: Reason = "",
        at: At = None,
        as_json: AsJson = False,
        commit: Commit = True,
        dry_run: DryRun = False,
    ) -> None:
        session: Session = ctx.obj
        record_move(session, incident, to, How(at, commit, dry_run, as_json), reason=reason)

    command.__doc__ = explanation
    return command
