"""`revenant split`: one incident that turns out to be two."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.joining import joiner, report_written
from revenant.cli.options import AsJson, At, Commit, DryRun, Reason, choice, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How
from revenant.core.severity import Severity
from revenant.errors import NothingToDoError
from revenant.incidents.events import KnownEvent


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("TITLE")],
    signals: Annotated[
        str, typer.Option("--signals", metavar="ID,ID", help="Those that move: their events' ids, or their own.")
    ] = "",
    service: Annotated[str, typer.Option("--service", metavar="NAME", help="Those of this service move.")] = "",
    severity: Annotated[str, typer.Option("--severity", "-s", metavar="SEV", help="By default the same.")] = "",
    reason: Reason = "",
    at: At = None,
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Move some of an incident's signals into a new one, called TITLE; each is related to the other.

    Example: revenant split 7f3k "Search is slow too" --service search
    """
    from revenant.incidents.joining import Page, chosen_signals, split

    session: Session = ctx.obj
    store = joiner(session)
    part, (title,) = split_words(given, "TITLE")
    parts = [word.strip() for word in signals.split(",") if word.strip()]
    if not parts and not service:
        raise NothingToDoError("nothing says which signals move", "use --signals ID,ID or --service NAME")
    worst = Severity(choice("severity", severity, [*Severity])) if severity else None
    old = session.incident_id(part)
    writer = session.writer(at, commit=commit, dry_run=dry_run)
    new = store.new_id(writer.at or writer.now)

    def decide(pages: list[Page]) -> tuple[list[KnownEvent], list[KnownEvent]]:
        opened, left = pages
        moved = chosen_signals(left.it, parts, service)
        given_services = [service] if service else []
        return split(left, opened, title, moved, services=given_services, severity=worst, reason=reason)[::-1]

    done = store.record_together([new, old], writer, decide, f"{new}: split off {old}")
    report_written(session, done, How(at, commit, dry_run, as_json))
