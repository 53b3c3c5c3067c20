"""`revenant effort`: time spent, so that toil can be seen."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.core.times import parse_duration
from revenant.incidents import operations


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("DURATION")],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What was done.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="WHO", help="Whose time, if not yours.")] = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Log time spent on an incident: 45m, 1h30m."""
    session: Session = ctx.obj
    incident, (spent,) = split_words(given, "DURATION")
    duration = parse_duration(spent)
    record(
        session,
        incident,
        lambda _, stamp: operations.effort(stamp, duration, text=text, person=person),
        "effort",
        How(at, commit, dry_run, as_json),
    )
