"""`revenant follow-up`: something to do after the incident, noted while it is fresh."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import operations


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("TEXT")],
    owner: Annotated[str, typer.Option("--owner", metavar="WHO", help="A person or team.")] = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Note something to do later; the postmortem's draft starts its action items from these."""
    session: Session = ctx.obj
    incident, (text,) = split_words(given, "TEXT")
    record(
        session,
        incident,
        lambda _, stamp: operations.follow_up(stamp, text, owner=owner),
        "follow-up",
        How(at, commit, dry_run, as_json),
    )
    session.out.say("its postmortem's draft makes it an action item; `revenant action add` adds one later")
