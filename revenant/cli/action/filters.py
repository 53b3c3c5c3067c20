"""The filters of `action list`, `export` and `digest`: the same options, read into the same value, and what passes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.completion import complete_incident
from revenant.cli.options import choice
from revenant.cli.session import Session
from revenant.core.text import encodable

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.postmortems.actions.tracking import Tracked
    from revenant.postmortems.actions.wanted import Wanted

Owners = Annotated[list[str], typer.Option("--owner", metavar="WHO", help="A person or a team. May be repeated.")]
Teams = Annotated[
    list[str], typer.Option("--team", metavar="NAME", help="Owned by the team or one of its people. May be repeated.")
]
DueBefore = Annotated[str, typer.Option("--due-before", metavar="DAY", help="2026-12-20, or '2 weeks' from today.")]
States = Annotated[
    list[str],
    typer.Option(
        "--status", metavar="STATUS", help="open, overdue, done, verified, failed or wontdo. May be repeated."
    ),
]
Types = Annotated[list[str], typer.Option("--type", metavar="TYPE", help="prevent, detect, … May be repeated.")]
Priorities = Annotated[
    list[str], typer.Option("--priority", "-p", metavar="PRIORITY", help="A word of the matrix. May be repeated.")
]
OfIncident = Annotated[
    str,
    typer.Option("--incident", metavar="ID", help="Any part of the incident's id.", autocompletion=complete_incident),
]
Services = Annotated[list[str], typer.Option("--service", metavar="NAME", help="Of the incident. May be repeated.")]
Everything = Annotated[bool, typer.Option("--all", "-a", help="Also those that are done, verified or dropped.")]


def day(session: Session, field: str, text: str) -> str:
    """A day as people type it: a date, or how long from today.

    Raises:
        InvalidDayError.
    """
    from datetime import date

    from revenant.core.times import parse_duration
    from revenant.errors import InvalidDurationError
    from revenant.postmortems.errors import InvalidDayError

    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        pass
    try:
        return (session.now + parse_duration(text.strip().removeprefix("in "))).date().isoformat()
    except (InvalidDurationError, OverflowError):
        raise InvalidDayError(field, text) from None


def wanted(
    session: Session,
    *,
    owner: Iterable[str] = (),
    team: Iterable[str] = (),
    due_before: str = "",
    status: Iterable[str] = (),
    type_: Iterable[str] = (),
    priority: Iterable[str] = (),
    incident: str = "",
    service: Iterable[str] = (),
) -> Wanted:
    """The filters as a value.

    Raises:
        InvalidValueError, InvalidDayError.
    """
    from datetime import date

    from revenant.postmortems.actions import State
    from revenant.postmortems.actions.priorities import priorities
    from revenant.postmortems.actions.wanted import Wanted

    words = priorities(session.settings.postmortems)
    states = {State(choice("status", word, [*State])) for word in status}
    return Wanted(
        owners=frozenset(map(encodable, owner)),
        teams=frozenset(encodable(name).casefold() for name in team),
        due_before=date.fromisoformat(day(session, "--due-before", due_before)) if due_before else None,
        states=frozenset(states | {State.OVERDUE} if State.OPEN in states else states),
        types=frozenset(encodable(word).casefold() for word in type_),
        priorities=frozenset(choice("priority", word, words).casefold() for word in priority),
        incident=encodable(incident),
        services=frozenset(map(encodable, service)),
    )


def find_actions(session: Session, asked: Wanted, *, everything: bool = False) -> list[Tracked]:
    """What passes, in order; open ones only, unless `everything` or a status is asked for."""
    from revenant.postmortems.actions.tracking import in_order

    over = everything or any(not state.is_open for state in asked.states)
    found = tracked(session, judged=over)
    kept = [one for one in found if asked.admits(one, session.settings)]
    return in_order((one for one in kept if one.state.is_open or over), session.settings)


def tracked(session: Session, *, judged: bool, known: Sequence[IncidentSnapshot] | None = None) -> list[Tracked]:
    """Every action item; `judged` if it matters whether what was done held, which takes all incidents: `known`."""
    from revenant.postmortems.actions.tracking import track
    from revenant.store.postmortem_cards import all_filed

    filed, record = all_filed(session.workspace), None
    if judged and any(item.done for one in filed for item in one.card.tasks):
        from revenant.postmortems.actions.recurrence import Recurring

        record = Recurring(session.incidents.all() if known is None else known)
    return track(filed, session.settings, session.now.date(), record)
