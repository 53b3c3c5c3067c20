"""`revenant amend`: correct an event by another event; measurements follow."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from revenant.cli.options import AsJson, Commit, DryRun, Reason, split_words, words
from revenant.cli.session import Session
from revenant.cli.writing import How, record
from revenant.core.times import format_time
from revenant.incidents import correcting


class SettingError(typer.BadParameter):
    """A --set that is not FIELD=VALUE."""


def command(
    ctx: typer.Context,
    given: Annotated[list[str], words("EVENT")],
    assignments: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help="at='20 min ago', text=…; may be repeated.")
    ],
    reason: Reason = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Correct fields of EVENT (any part of its id, see `revenant show`). The original line stays.

    Example: revenant amend 7F3K9 9d2m --set at=2026-11-23T10:16:00Z --reason "pager log"
    """
    session: Session = ctx.obj
    incident, (part,) = split_words(given, "EVENT")
    changes = dict(_assignment(session, text) for text in assignments)
    record(
        session,
        incident,
        lambda it, stamp: correcting.amend(
            it, stamp, correcting.find_event(it, it.events, part), changes, session.settings, reason=reason
        ),
        "amend",
        How(None, commit, dry_run, as_json),
    )


def _assignment(session: Session, text: str) -> tuple[str, Any]:
    """FIELD=VALUE as data: times understood, lists split at commas, the rest as typed."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise SettingError(f"{text!r} is not FIELD=VALUE", param_hint="--set")
    name = name.strip()
    if name == "at" or name.endswith("_at") or name in ("first", "last"):
        time = session.time(value)
        return name, format_time(time) if time else value
    if name in ("services", "tags", "responders", "ids"):
        return name, [word.strip() for word in value.split(",") if word.strip()]
    if name in ("minutes", "count"):
        return name, int(value) if value.strip().isdigit() else value
    return name, value
