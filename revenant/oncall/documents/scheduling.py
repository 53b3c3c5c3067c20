"""A schedule from its document: names become people, times on the wall clock instants, hours those of a week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo

from revenant.core.wall_clock import instant, wall_time
from revenant.core.zones import zone
from revenant.oncall.documents.schedules import HoursDocument, LayerDocument, OverrideDocument, ScheduleDocument
from revenant.oncall.layer import Layer
from revenant.oncall.overrides import Override
from revenant.oncall.restriction import WEEK, Hours, Restriction, combined
from revenant.oncall.rotation import Rotation, Unit
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import People

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60
Known = Callable[[str], str]


def schedule_of(document: ScheduleDocument, known: Known = str, path: str = "", line: int = 0) -> Schedule:
    """The schedule; `known` gives the address of a name, or the name itself.

    Raises:
        UnknownZoneError.
    """
    here = zone(document.timezone)
    return Schedule(
        name=document.name,
        zone=here,
        layers=[_layer(each, number, here, known) for number, each in enumerate(document.layers, 1)],
        overrides=[override_of(each, known) for each in document.overrides],
        cover=_restriction(document.cover, here),
        services=document.services,
        teams=document.teams,
        holidays=document.holidays,
        description=document.description,
        path=path,
        line=line,
    )


def override_of(document: OverrideDocument, known: Known = str, key: str = "") -> Override:
    """The override of one entry."""
    start, end = (datetime.fromisoformat(each).astimezone(UTC) for each in (document.from_, document.to))
    return Override(start, end, _people(document.add, known), _people(document.remove, known), document.reason, key)


def _layer(document: LayerDocument, number: int, here: tzinfo, known: Known) -> Layer:
    own = zone(document.timezone) if document.timezone else here
    start = wall_time(moment(document.start, own), own)
    return Layer(
        name=document.name or f"layer {number}",
        rotation=Rotation(start, int(document.every[:-1]), Unit(document.every[-1]), own),
        members=tuple(_people(each, known) for each in document.members),
        restriction=_restriction(document.restrict, own),
        active=document.advance == "active",
        since=moment(document.from_ or document.start, own),
        until=moment(document.until, own) if document.until else None,
        priority=number if document.priority is None else document.priority,
    )


def moment(text: str, here: tzinfo) -> datetime:
    """The instant of a time that was written, by its offset if it has one, else by the clock on the wall."""
    written = datetime.fromisoformat(text)
    return instant(written, here) if written.tzinfo is None else written.astimezone(UTC)


def _people(written: str | Sequence[str], known: Known) -> People:
    return tuple(dict.fromkeys(known(each) for each in ([written] if isinstance(written, str) else written)))


def _restriction(hours: Iterable[HoursDocument], here: tzinfo) -> Restriction | None:
    found = combined([each for document in hours for each in hours_of(document)])
    return Restriction(found, here) if found else None


def hours_of(document: HoursDocument) -> list[Hours]:
    """The hours of a week that one entry names."""
    (first, start), (last, end) = map(_clock, (document.from_, document.to))
    if first is not None and last is not None:
        opens, closes = first * _DAY + start, last * _DAY + end
        return [Hours(opens, closes if closes > opens else closes + WEEK)]
    length = end - start if end > start else end - start + _DAY
    days = _days(document.days) if first is None else [first]
    return [Hours(day * _DAY + start, day * _DAY + start + length) for day in days]


def _clock(text: str) -> tuple[int | None, int]:
    """The day, where one is named, and the minute of the day."""
    *day, clock = text.split(" ")
    hour, minute = map(int, clock.split(":"))
    return (DAYS.index(day[0]) if day else None), hour * 60 + minute


def _days(written: Iterable[str]) -> list[int]:
    """The days of the week, from their names and their ranges, which may go over the weekend."""
    found: set[int] = set()
    for each in written:
        first, last = map(DAYS.index, (each.split("-") * 2)[:2])
        found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return sorted(found) if found else [*range(7)]
