"""`revenant action verify`: did what was done hold?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.action.changing import Given, On, change_at, find, store
from revenant.cli.action.filters import day
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session
from revenant.core.text import encodable, how_many

if TYPE_CHECKING:
    from revenant.postmortems.actions import ActionItem
    from revenant.postmortems.actions.tracking import Tracked


def command(
    ctx: typer.Context,
    given: Given,
    anyway: Annotated[
        str,
        typer.Option(
            "--anyway", metavar="REASON", help="It held in spite of what recurred, and why; kept in its line."
        ),
    ] = "",
    on: On = "",
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Close the loop: verified, if no incident with the same signals, tag or cause has begun since the day it was done.

    Refuses and exits 1 where one has, and names it.

    Example: revenant action verify 7f3k A1
    """
    from revenant.cli.action.judging import judged
    from revenant.cli.writing import How
    from revenant.postmortems.actions.editing import Edit, checked

    session: Session = ctx.obj
    when = day(session, "--on", on) if on else session.now.date().isoformat()
    why = checked("reason", encodable(anyway))
    path, key = find(session, given, _is_waiting)
    one = judged(session, *store(session).read(path, key))
    _require_held(one, why)

    def decide(item: ActionItem) -> Edit:
        _require_done(item)
        return Edit(fields={"verified": when, "anyway": why or None} if one.recurrences else {"verified": when})

    change_at(session, path, key, How(None, commit, dry_run, as_json), decide, "verified")
    _say_for_how_long(session, one, when)


def _say_for_how_long(session: Session, one: Tracked, when: str) -> None:
    """What the word is worth: a fix that is a day old has proved little."""
    from datetime import date

    done = one.item.day("done")
    days = (date.fromisoformat(when) - done).days if done else 0
    if days < 1:
        session.out.warn(f"{one.name} was done on that day: nothing has had time to come back")
    elif not one.recurrences:
        session.out.say(f"held for {how_many(days, 'day')}: no incident like {one.where} began since it was done")


def _is_waiting(item: ActionItem) -> bool:
    return item.done and "verified" not in item.fields


def _require_done(item: ActionItem) -> None:
    """Only what was done, on a day that is known, can have held."""
    from revenant.errors import NothingToDoError

    if item.is_dropped or not item.done:
        raise NothingToDoError(f"{item.key} is not done", "`revenant action done` says that it is")
    if not item.day("done"):
        raise NothingToDoError(f"{item.key} does not say when it was done", "`revenant action edit … --done DAY` does")


def _require_held(one: Tracked, why: str) -> None:
    from revenant.postmortems.errors import RecurredError

    _require_done(one.item)
    if one.recurrences and not why:
        raise RecurredError(one.name, [each.words for each in one.recurrences])
