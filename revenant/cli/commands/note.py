"""`revenant note`: what was seen, thought or done."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.incidents import operations


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("TEXT")],
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Add a note to the timeline. TEXT may be - to read it from standard input."""
    session: Session = ctx.obj
    incident, (text,) = split_words(given, "TEXT")
    said = sys.stdin.read() if text == "-" else text
    record(session, incident, lambda _, stamp: operations.note(stamp, said), "note", How(at, commit, dry_run, as_json))
