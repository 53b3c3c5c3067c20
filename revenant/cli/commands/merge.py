"""`revenant merge`: two incidents that turn out to be one."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_incident
from revenant.cli.joining import joiner, report_written
from revenant.cli.options import AsJson, At, Commit, DryRun, Reason, WordsError
from revenant.cli.session import Session
from revenant.cli.writing import How


def command(
    ctx: typer.Context,
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="A [INTO] B", help="Any unambiguous parts of two ids.", autocompletion=complete_incident
        ),
    ],
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Merge A into B: B goes on with A's signals and timeline, A is cancelled and its id still leads there.

    Example: revenant merge 7f3k into 9d2m --reason "same database"
    """
    from revenant.incidents.joining import merge

    session: Session = ctx.obj
    store = joiner(session)
    one, other = (store.resolve(part) for part in _two(given))
    beyond = store.beyond(other)
    done = store.record_together(
        [other, one],
        session.writer(at, commit=commit, dry_run=dry_run),
        lambda pages: merge(pages[1], pages[0], reason=reason, beyond=beyond)[::-1],
        f"{one}: merged into {other}",
    )
    report_written(session, done, How(at, commit, dry_run, as_json))
    into, gone = (each.after for each in done)
    if gone.severity and into.severity and gone.severity < into.severity:
        session.out.warn(f"{one} was {gone.severity}, {other} is {into.severity}: revenant severity {other} …")
    if into.status.is_over:
        session.out.warn(f"{other} is {into.status}: revenant reopen {other}, if it goes on")


def _two(given: list[str]) -> list[str]:
    """The two ids, with or without the word between them.

    Raises:
        WordsError: there are not two.
    """
    words = [
        word for place, word in enumerate(given) if not (place == 1 and len(given) == 3 and word.lower() == "into")
    ]
    if len(words) != 2:
        raise WordsError(f"expected A [INTO] B, got {len(given)} words")
    return words
