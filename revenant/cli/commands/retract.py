"""`revenant retract`: take an event back by another event."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, Commit, DryRun, Reason, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import correcting


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("EVENT")],
    reason: Reason = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Take EVENT back (any part of its id, see `revenant show`). The line stays; it no longer counts."""
    session: Session = ctx.obj
    incident, (part,) = split_words(given, "EVENT")
    record(
        session,
        incident,
        lambda it, stamp: correcting.retract(
            it, stamp, correcting.find_event(it, it.events, part), session.settings, reason=reason
        ),
        "retract",
        How(None, commit, dry_run, as_json),
    )
