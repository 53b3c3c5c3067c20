"""What prose says of the incident's own course: when and how fast it was detected or resolved, and its severity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.times import format_duration, format_time
from revenant.incidents.events import IncidentOpened, IncidentSeverityChanged, IncidentStatusChanged
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.evidence.clock import clocks
from revenant.postmortems.evidence.spans import SPAN, read_span

# Only of the incident itself: "the incident was resolved at 10:58", "Resolved in 43 minutes", never "the ticket was …".
_IT = r"(?:the|this|our) (?:whole |entire )?(?:incident|outage|disruption|degradation|(?:user |customer )?impact)"
_NAMED = re.compile(_IT, re.IGNORECASE)
_SUBJECT = rf"(?:^[\W_]*|\b{_IT}\s+(?:(?:was|were|is|had been|got|itself|finally|then|fully|only|first)\s+)*)"
_VERBS = {
    "detected": "detected|declared|opened",
    "acknowledged": "acknowledged",
    "mitigated": "mitigated",
    "resolved": "resolved",
    "started": "started|began",
    "ended": "ended|over",
    "closed": "closed",
}
_VERB = "|".join(f"(?P<{name}>{words})" for name, words in _VERBS.items())
_WHEN = re.compile(rf"{_SUBJECT}(?:{_VERB}):?\s+(?:at\s+)?(?=[\d~≈])", re.IGNORECASE)
_HOW_LONG = re.compile(rf"{_SUBJECT}(?:{_VERB})\s+(?P<how>in|within|after)\s+(?:just |only )?{SPAN}", re.IGNORECASE)
_LASTED = re.compile(rf"\b{_IT}\s+(?:lasted|went on|continued)\s+(?:for\s+)?{SPAN}", re.IGNORECASE)
_TOOK = re.compile(
    rf"\btook (?:us )?{SPAN} to (?:(?P<detected>detect)|(?P<acknowledged>acknowledge)|(?P<mitigated>mitigate)|"
    rf"(?P<resolved>resolve)) (?:{_IT}|it)\b",
    re.IGNORECASE,
)
_SEVERITY = re.compile(
    rf"(?:{_IT} (?:was|is) (?:a |an |declared |opened |classified |treated |raised |escalated |as |to )+|"
    r"\bseverity (?:was |is )?(?:raised |lowered |changed |set )?(?:from SEV[1-4] )?(?:to )?)(?P<said>SEV[1-4])\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\s*(?:$|[.,;()]|(?:by|and|after|thanks|when)\b)", re.IGNORECASE)
_TO = {
    "acknowledged": Status.ACKNOWLEDGED,
    "mitigated": Status.MITIGATED,
    "resolved": Status.RESOLVED,
    "closed": Status.CLOSED,
}
_UNREAL = re.compile(
    r"\b(?:not|never|no longer|yet|still|would|should|could|might|may|if|unless|target|goal|objective|promise[ds]?|"
    r"SLA|SLO|usually|normally|typically|previous|earlier|last|another|other|next time|instead)\b|n't\b",
    re.IGNORECASE,
)


class Contradiction(NamedTuple):
    """Words of a sentence, and what the record has instead."""

    words: str
    message: str


def contradictions(text: str, it: IncidentSnapshot) -> Iterator[Contradiction]:
    """What a sentence says of the incident's course that no reading of the record allows."""
    if _UNREAL.search(text) or it.in_retrospect:
        return
    yield from _times(text, it)
    yield from _spans(text, it)
    yield from _severities(text, it)


def known_times(it: IncidentSnapshot, name: str) -> list[datetime]:
    """Every time at which the milestone may be said to have been reached; more than one where it came back."""
    moves = [event for event in it.events if isinstance(event, IncidentStatusChanged)]
    reached = {word: [event.at for event in moves if event.to is to] for word, to in _TO.items()}
    impacts = [each.ended_at for each in it.impacts]
    found = {
        "detected": [it.detected_at, it.first_alert_at],
        "started": [it.started_at, it.first_alert_at, *(each.started_at for each in it.impacts)],
        "ended": [*impacts, *reached["mitigated"], *reached["resolved"], it.impact_ended_at],
        "mitigated": [*reached["mitigated"], it.impact_ended_at],
    }
    return sorted({each for each in found.get(name, reached.get(name, [])) if each})


def _name(match: re.Match[str]) -> str:
    return next((name for name in match.re.groupindex if name in _VERBS and match[name]), "")


def _is_of_it(text: str, match: re.Match[str], end: int) -> bool:
    """Whether it is said of the incident: "Detected at 09:15 in staging" names no subject."""
    return _NAMED.search(match[0]) is not None or _CLOSES.match(text, end) is not None


def _times(text: str, it: IncidentSnapshot) -> Iterator[Contradiction]:
    said = clocks(text)
    for match in _WHEN.finditer(text):
        clock = next((clock for clock in said if clock.start == match.end()), None)
        known = known_times(it, _name(match))
        if clock is None or not clock.is_utc or not _is_of_it(text, match, clock.start + len(clock.text)):
            continue
        if known and not any(map(clock.fits, known)):
            times = " or ".join(map(format_time, known[:3]))
            yield Contradiction(clock.text, f"{_name(match)} at {clock.text}: the record says {times}")


def _spans(text: str, it: IncidentSnapshot) -> Iterator[Contradiction]:
    for pattern in (_HOW_LONG, _TOOK, _LASTED):
        for match in pattern.finditer(text):
            how = match.groupdict().get("how") or ""
            span = read_span(match, is_upper=how.lower() == "within")
            ends = known_times(it, _name(match) or "ended")
            starts = [*known_times(it, "started"), *known_times(it, "detected"), *known_times(it, "acknowledged")]
            spans = sorted({end - start for end in ends for start in starts if start < end})
            is_of_it = pattern is not _HOW_LONG or _is_of_it(text, match, match.end())
            if span and spans and is_of_it and not any(map(span.fits, spans)):
                yield Contradiction(span.text, f"{span.text}: by the record it was {_range(spans)}")


def _range(spans: list[timedelta]) -> str:
    if len(spans) == 1:
        return format_duration(spans[0])
    return f"{format_duration(spans[0])} to {format_duration(spans[-1])}, depending on what is counted"


def _severities(text: str, it: IncidentSnapshot) -> Iterator[Contradiction]:
    opened = {event.severity for event in it.events if isinstance(event, IncidentOpened)}
    changed = {each for e in it.events if isinstance(e, IncidentSeverityChanged) for each in (e.from_, e.to)}
    for match in _SEVERITY.finditer(text):
        if match["said"].upper() not in opened | changed and it.severity:
            yield Contradiction(match["said"], f"{match['said']}: by the record it was never that; it is {it.severity}")
