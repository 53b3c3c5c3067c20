"""What a sentence says beside the events it cites: their times, their days, the impact they recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from revenant.core.times import format_duration, format_time
from revenant.incidents.events import (
    AnyEvent,
    HandedOff,
    ImpactRecorded,
    IncidentAssigned,
    IncidentEscalated,
    IncidentOpened,
    IncidentSeverityChanged,
    IncidentStatusChanged,
)
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.evidence.clock import Clock, clocks, dates, fits_any
from revenant.postmortems.evidence.milestones import Contradiction, known_times
from revenant.postmortems.evidence.spans import SPAN, read_span

# Events that happened when they say: a note tells of something earlier, and an impact has times of its own.
_MOMENTS = (
    IncidentOpened, IncidentStatusChanged, IncidentSeverityChanged, IncidentEscalated, IncidentAssigned, HandedOff,
)  # fmt: skip
_FROM_TO = re.compile(r"\b(?:from|between)\s+(?=\d)|\d\s*[–—-]\s*(?=\d\d?:)", re.IGNORECASE)
_FOR = re.compile(rf"\b(?:for|lasted|during)\s+{SPAN}", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d+)?)\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_BAD = re.compile(
    r"\b(?:fail|error|time[ds]? out|timing out|unavailable|reject|dropp?|lost|affected|broken|denied)", re.I
)
_LOOSE = re.compile(
    r"\b(?:about|around|approximately|roughly|some|nearly|almost|over|more than|under|less than|up to)\b|~|≈"
)


def beside_cited(text: str, cited: Sequence[AnyEvent], it: IncidentSnapshot) -> Iterator[Contradiction]:
    """What a sentence says that none of the events it cites, nor anything else in the record, allows."""
    impacts = [event for event in cited if isinstance(event, ImpactRecorded)]
    if len(impacts) == len(cited) == 1:
        yield from _impact(text, impacts[0], it)
    elif cited and all(isinstance(event, _MOMENTS) for event in cited):
        yield from _moment(text, cited, it)


def _moment(text: str, cited: Sequence[AnyEvent], it: IncidentSnapshot) -> Iterator[Contradiction]:
    said, days = clocks(text), list(dates(text))
    shown = ", ".join(f"{event.id} is of {format_time(event.at)}" for event in cited)
    if len(said) == 1 and said[0].is_utc and not _is_recorded(said[0], cited, it):
        yield Contradiction(said[0].text, f"{said[0].text}: {shown}")
    if len(days) == 1 and not said and not _day_is_recorded(days[0][1].isoformat(), cited, it):
        yield Contradiction(days[0][0], f"{days[0][0]}: {shown}")


def _is_recorded(clock: Clock, cited: Sequence[AnyEvent], it: IncidentSnapshot) -> bool:
    words = (text for event in cited for text in _texts(event))
    return fits_any(clock, _all_times(it)) or any(clock.time == other.time for text in words for other in clocks(text))


def _day_is_recorded(day: str, cited: Sequence[AnyEvent], it: IncidentSnapshot) -> bool:
    days = {each.astimezone(UTC).date().isoformat() for each in _all_times(it)}
    return day in days or any(day == other.isoformat() for e in cited for text in _texts(e) for _, other in dates(text))


def _all_times(it: IncidentSnapshot) -> Iterator[datetime]:
    """Every time that stands anywhere in the record."""
    for event in it.events:
        yield from (value for value in _values(event) if isinstance(value, datetime))
    yield from (time for name in ("started", "detected", "ended") for time in known_times(it, name))


def _texts(event: AnyEvent) -> Iterator[str]:
    return (value for value in _values(event) if isinstance(value, str))


def _values(event: AnyEvent) -> Iterator[Any]:
    return (getattr(event, field) for field in msgspec.structs.asdict(event))


def _impact(text: str, impact: ImpactRecorded, it: IncidentSnapshot) -> Iterator[Contradiction]:
    yield from _share(text, impact)
    if impact.ended_at is None:
        return
    said = clocks(text)
    shown = f"{format_time(impact.started_at)} to {format_time(impact.ended_at)}"
    if len(said) == 2 and _FROM_TO.search(text):
        for clock in said:
            if clock.is_utc and not _is_recorded(clock, [impact], it):
                yield Contradiction(clock.text, f"{clock.text}: {impact.id} records the impact from {shown}")
    lengths = [each.ended_at - each.started_at for each in it.impacts if each.ended_at]
    found = list(_FOR.finditer(text))
    span = read_span(found[0]) if len(found) == 1 else None
    if span and not any(map(span.fits, [*lengths, *_all_spans(it)])):
        length = format_duration(impact.ended_at - impact.started_at)
        yield Contradiction(span.text, f"{span.text}: {impact.id} records {length}, {shown}")


def _all_spans(it: IncidentSnapshot) -> Iterator[Any]:
    starts = [*known_times(it, "started"), *known_times(it, "detected")]
    return (end - start for end in known_times(it, "ended") for start in starts if start < end)


def _share(text: str, impact: ImpactRecorded) -> Iterator[Contradiction]:
    """A share of failures against the share recorded; what did not fail is a way to say the same."""
    found = list(_PERCENT.finditer(text))
    if impact.bad_ratio is None or len(found) != 1 or not _BAD.search(text) or _PERCENT.search(impact.text):
        return
    said, recorded = float(found[0]["number"].replace(",", ".")), impact.bad_ratio * 100
    digits = len(found[0]["number"].replace(",", ".").partition(".")[2])
    slack = max(5.0, recorded / 10) if _LOOSE.search(text) else 1.01 * 10**-digits
    if min(abs(said - recorded), abs(100 - said - recorded)) > slack:
        yield Contradiction(found[0][0], f"{found[0][0]}: {impact.id} records {recorded:.1f} %")
