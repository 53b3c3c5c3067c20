"""`revenant transition`: any move the lifecycle allows."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.closing import close_incident
from revenant.cli.options import AsJson, At, Commit, DryRun, Reason, choice, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, record_move
from revenant.incidents.lifecycle import Status


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("STATUS", choices=[*Status])],
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Move an incident to STATUS. Going back, and cancelling, need --reason.

    When an incident is contested, naming the status it has settles the contest.
    """
    session: Session = ctx.obj
    incident, (name,) = split_words(given, "STATUS")
    to = Status(choice("status", name, [*Status]))
    how = How(at, commit, dry_run, as_json)
    if to is Status.CLOSED:
        close_incident(session, incident, how, reason=reason, override=False)
    else:
        record_move(session, incident, to, how, reason=reason)
