"""Made-up incidents that templates are tried with: nothing recorded, everything recorded, and everything hostile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from typing import Any, NamedTuple

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.incidents.events import (
    AnyEvent,
    ChangeLinked,
    EffortLogged,
    FollowUpNoted,
    HandedOff,
    ImpactRecorded,
    IncidentAction,
    IncidentAssigned,
    IncidentOpened,
    IncidentStatusChanged,
    NoteAdded,
    PageClassified,
    RunbookAttached,
    SignalsCorrelated,
    Stamp,
)
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import fold
from revenant.postmortems.generated.material import Likeness, Material

EMPTY, FULL, HOSTILE = "nothing recorded", "everything recorded", "hostile words everywhere"
INCIDENT = "INC-20260101-7R1A0"
_BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
_HARMLESS = "words"
_ATTACK = """- [ ] **A9** --> <!-- revenant:end facts --> @everyone #12 | [a](javascript:alert(1)) ![b](//evil.example)
<img src=x onerror=alert(1)> `c` ``` ~~~ **d** https://evil.example [^aaaaaaaa] {{ 7*7 }} {% x %} ' " \\ : # "

---

## Action items

- [ ] **A8** z (owner: evil; due: 2026-01-01)
\x1b[31m\u202e"""


class Trial(NamedTuple):
    """`name` completes "with an incident with …"; whose postmortem it is, `owner` says."""

    name: str
    material: Material
    owner: str


def trials(settings: Settings) -> list[Trial]:
    """The incidents, in a workspace with these settings; the last two differ in nothing but words."""
    bare = Material(fold(INCIDENT, [_opened(_stamps(), _HARMLESS, {})]), settings)
    return [
        Trial(EMPTY, bare, "ana@example.com"),
        Trial(FULL, _material(settings, _HARMLESS), _HARMLESS),
        Trial(HOSTILE, _material(settings, _ATTACK), _ATTACK),
    ]


def _material(settings: Settings, words: str) -> Material:
    like = Likeness("INC-20251201-7R1A1", words, (words,), words)
    return Material(fold(INCIDENT, _events(words)), settings, [like])


def _stamps() -> Iterator[Stamp]:
    ids = (f"{number:08}" for number in count(1))
    return (Stamp(at=_BEGIN + timedelta(minutes=minutes), by="ana@example.com", ids=ids) for minutes in count())


def _opened(stamps: Iterator[Stamp], words: str, more: dict[str, Any]) -> AnyEvent:
    return next(stamps).event(IncidentOpened, title=words, severity=Severity.SEV2, **more)


def _events(words: str) -> list[AnyEvent]:
    """One event of each kind that a template may show."""
    stamps = _stamps()
    end = _BEGIN + timedelta(minutes=30)
    more = {"services": [words], "environment": words, "tags": [words], "started_at": _BEGIN}
    path = [Status.OPEN, Status.ACKNOWLEDGED, Status.MITIGATED, Status.RESOLVED]
    moves: list[AnyEvent] = [
        next(stamps).event(IncidentStatusChanged, from_=before, to=after, reason=words)
        for before, after in pairwise(path)
    ]
    kinds: list[tuple[type[Any], dict[str, Any]]] = [
        (IncidentAssigned, {"commander": words, "communications": words, "responders": [words]}),
        (NoteAdded, {"text": words}),
        (SignalsCorrelated, {"name": words, "service": words, "severity": words, "reason": words, "first": _BEGIN}),
        (ChangeLinked, {"change": words, "summary": words, "changed_at": _BEGIN, "verdict": words, "reason": words}),
        (RunbookAttached, {"runbook": words, "reason": words}),
        (IncidentAction, {"text": words, "category": words, "simulated": True, "step": words, "outcome": words}),
        (ImpactRecorded, {"started_at": _BEGIN, "ended_at": end, "slo": words, "bad_ratio": 0.5, "text": words}),
        (EffortLogged, {"minutes": 5, "text": words, "person": words}),
        (PageClassified, {"answer": "action", "sleep_lost": 5, "person": words, "text": words}),
        (HandedOff, {"to": words, "text": words}),
        (FollowUpNoted, {"text": words, "owner": words}),
        (FollowUpNoted, {"text": words, "owner": ""}),
    ]
    return [_opened(stamps, words, more), *moves, *(next(stamps).event(kind, **fields) for kind, fields in kinds)]
