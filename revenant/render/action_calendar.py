"""Open action items that have a due date, for a calendar: as tasks, or as whole days where a program shows no tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from revenant.postmortems.actions.tracking import Tracked
from revenant.render.ical import Property, calendar, day, moment, text

_URGENT = (1, 3, 5, 7)  # iCalendar's priorities: 1 is the highest, 9 the lowest


def action_calendar(
    found: Iterable[Tracked], words: Sequence[str], organisation: str, now: datetime, *, as_events: bool
) -> str:
    """A calendar of VTODO, or of VEVENT; `words` are the priorities, the most urgent first.

    The UID of an item is always the same, so that a program that reads the file again updates what it has.
    """
    name = f"Action items{' of ' + organisation if organisation else ''}"
    write = _event if as_events else _task
    return calendar(name, (write(one, due, words, now) for one in found if (due := one.item.due) is not None))


def _task(one: Tracked, due: date, words: Sequence[str], now: datetime) -> list[Property]:
    rank = _URGENT[min(words.index(one.priority), len(_URGENT) - 1)] if one.priority in words else 0
    return [
        ("BEGIN", "VTODO"),
        *_common(one, now),
        ("DUE;VALUE=DATE", day(due)),
        ("STATUS", "NEEDS-ACTION"),
        *([("PRIORITY", str(rank))] if rank else []),
        ("END", "VTODO"),
    ]


def _event(one: Tracked, due: date, _: Sequence[str], now: datetime) -> list[Property]:
    return [
        ("BEGIN", "VEVENT"),
        *_common(one, now),
        ("DTSTART;VALUE=DATE", day(due)),
        ("DTEND;VALUE=DATE", day(due + timedelta(days=1))),
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
    ]


def _common(one: Tracked, now: datetime) -> list[Property]:
    item = one.item
    about = [f"owner {item.owner or 'nobody'}", one.priority, item.fields.get("issue", ""), one.card.path]
    return [
        ("UID", text(f"{one.card.incident or one.card.path}-{item.key}@revenant")),
        ("DTSTAMP", moment(now)),
        ("SUMMARY", text(f"{item.text} ({one.name})")),
        ("DESCRIPTION", text(", ".join(word for word in about if word))),
        *([("CATEGORIES", text(item.fields["type"]))] if item.fields.get("type") else []),
    ]
