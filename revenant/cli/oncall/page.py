"""`revenant oncall page`: what a page was worth, and the sleep it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from revenant.cli.options import AsJson, At, Commit, DryRun, choice, split_words, words
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.incidents.events import Answer

_ANSWERS = ("action", "no-action", "alert-change")


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("ANSWER", choices=_ANSWERS)],
    sleep_lost: Annotated[
        str, typer.Option("--sleep-lost", "-s", metavar="DURATION", help="How much sleep it cost: 45m.")
    ] = "0m",
    person: Annotated[str, typer.Option("--person", metavar="WHO", help="Whose page, if not yours.")] = "",
    page: Annotated[
        str, typer.Option("--page", metavar="EVENT", help="The escalation that called; the opening if left out.")
    ] = "",
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What was seen.")] = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Say what a page was worth: action, no-action or alert-change. `report toil` and `oncall-load` count it.

    Example: revenant oncall page 7f3k alert-change --sleep-lost 45m
    """
    from revenant.cli.writing import How, record
    from revenant.core.times import parse_duration
    from revenant.incidents import operations
    from revenant.oncall.people import addresses

    session: Session = ctx.obj
    incident, (said,) = split_words(given, "ANSWER")
    answer = cast("Answer", choice("answer", said, [*_ANSWERS]))
    lost, who = parse_duration(sleep_lost), addresses(session.settings)(person) if person else ""
    record(
        session,
        incident,
        lambda it, stamp: operations.classify_page(it, stamp, answer, lost=lost, person=who, page=page, text=text),
        "page",
        How(at, commit, dry_run, as_json),
    )
