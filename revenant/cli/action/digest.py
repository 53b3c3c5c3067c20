"""`revenant action digest`: the weekly reminder, for a mail, a chat or a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.action.filters import Owners, Teams, find_actions, wanted
from revenant.cli.options import AsJson, Output
from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.postmortems.actions.tracking import Tracked


def command(
    ctx: typer.Context,
    owner: Owners = [],
    team: Teams = [],
    days: Annotated[int, typer.Option("--days", metavar="N", min=0, help="How far ahead a due date is soon.")] = 7,
    ical: Annotated[
        bool, typer.Option("--ical", help="A calendar file (RFC 5545) of tasks instead: all with a day.")
    ] = False,
    events: Annotated[
        bool, typer.Option("--events", help="With --ical: whole days, for calendars that show no tasks.")
    ] = False,
    output: Output = "-",
    as_json: AsJson = False,
) -> None:
    """What is overdue, due soon, without a day, or not proved, as Markdown by owner; --ical for a calendar.

    Example: revenant action digest --team platform --ical -o platform.ics
    """
    session: Session = ctx.obj
    if events and not ical:
        raise typer.BadParameter("--events says how --ical is written; add --ical")
    if ical and as_json:
        raise typer.BadParameter("choose one of --ical and --json")
    found = find_actions(session, wanted(session, owner=owner, team=team), everything=not ical)
    if as_json:
        from revenant.render.action_digest import digest_data
        from revenant.render.actions import action_data

        named = digest_data(found, session.now.date(), days)
        session.out.json([action_data(one, session.settings) | {"because": because} for because, one in named])
        return
    from revenant.cli.foreign import deliver

    document = _calendar(session, found, events) if ical else _reminder(session, found, days)
    deliver(session, output, document, "ical" if ical else "markdown")


def _calendar(session: Session, found: list[Tracked], events: bool) -> str:
    from revenant.postmortems.actions.priorities import priorities
    from revenant.render.action_calendar import action_calendar

    settings = session.settings
    words = priorities(settings.postmortems)
    return action_calendar(found, words, settings.organisation, session.now, as_events=events)


def _reminder(session: Session, found: list[Tracked], days: int) -> str:
    from revenant.render.action_digest import digest

    return digest(found, session.now.date(), days)
