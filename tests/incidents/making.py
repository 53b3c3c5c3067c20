"""Events for tests: made by hand, and arbitrary sets of them for property tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from revenant.core.settings import Person, Role, Settings
from revenant.core.severity import Severity
from revenant.incidents.events import (
    AnyEvent,
    EventAmended,
    EventRetracted,
    IncidentOpened,
    IncidentStatusChanged,
    Stamp,
    from_data,
)
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold

ID = "INC-20261123-7F3K9"
T0 = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANA, LEA, BEN = "ana@example.com", "lea@example.com", "ben@example.com"
SETTINGS = Settings(
    schema="revenant/workspace@1",
    people=[
        Person(email=ANA, roles=[Role.ORG_ADMIN]),
        Person(email=LEA, roles=[Role.SRE_LEAD], aliases=["lea@old.example.com"]),
        Person(email=BEN),
    ],
)


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


def numbered() -> Iterator[str]:
    return (f"{number:08}" for number in count(1))


_IDS = numbered()


def stamp(minutes: float = 0, by: str = BEN) -> Stamp:
    return Stamp(at=at(minutes), by=by, ids=_IDS)


def opened(minutes: float = 0, **fields: Any) -> IncidentOpened:
    return stamp(minutes).event(
        IncidentOpened, **({"title": "Checkout is slow", "severity": Severity.SEV2, "services": ["checkout"]} | fields)
    )


def moved(minutes: float, from_: str, to: str, by: str = BEN, **fields: Any) -> IncidentStatusChanged:
    return stamp(minutes, by).event(IncidentStatusChanged, from_=Status(from_), to=Status(to), **fields)


def amended(minutes: float, target: AnyEvent, **changes: Any) -> EventAmended:
    return stamp(minutes).event(EventAmended, target=target.id, set=changes)


def retracted(minutes: float, target: AnyEvent) -> EventRetracted:
    return stamp(minutes).event(EventRetracted, target=target.id, reason="wrong")


def incident(*events: AnyEvent) -> IncidentSnapshot:
    return fold(ID, events)


def walked(*statuses: str, start: float = 0, **fields: Any) -> IncidentSnapshot:
    """An incident opened at `start` that went through `statuses`, one every ten minutes."""
    events: list[AnyEvent] = [opened(start, **fields)]
    for step, (one, other) in enumerate(zip(("OPEN", *statuses), statuses, strict=False), start=1):
        events.append(moved(start + 10 * step, one, other))
    return incident(*events)


# --- arbitrary events -----------------------------------------------------------------------

_TIMES = st.integers(0, 4).map(lambda step: f"2026-11-23T10:0{step}:00Z")
_POOL = st.sampled_from([f"{digit}" * 8 for digit in "0123456789"])
_STATUS = st.sampled_from([*Status]).map(str)
_SEVERITY = st.sampled_from([*Severity]).map(str)
_TEXT = st.text(min_size=1, max_size=6)
_LISTS = st.lists(_TEXT, max_size=2)
_CHANGES = st.dictionaries(
    st.sampled_from(
        ["at", "title", "text", "services", "minutes", "started_at", "to", "id", "type", "nothing", "reason"]
    ),
    st.one_of(_TIMES, _TEXT, _LISTS, st.integers(-2, 9), st.none()),
    max_size=3,
)
_OWN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "INCIDENT_OPENED": {"title": _TEXT, "severity": _SEVERITY, "services": _LISTS, "started_at": _TIMES},
    "INCIDENT_STATUS_CHANGED": {"from": _STATUS, "to": _STATUS, "override": st.booleans()},
    "INCIDENT_SEVERITY_CHANGED": {"from": _SEVERITY, "to": _SEVERITY},
    "INCIDENT_UPDATED": {"title": st.one_of(st.none(), _TEXT), "tags": _LISTS},
    "INCIDENT_ASSIGNED": {"commander": _TEXT, "responders": _LISTS},
    "INCIDENT_LINKED": {"relation": _TEXT, "target": _TEXT},
    "INCIDENT_ESCALATED": {"to": _TEXT, "policy": _TEXT, "step": st.integers(0, 3), "due": _TIMES},
    "NOTE_ADDED": {"text": _TEXT},
    "SIGNALS_CORRELATED": {"name": _TEXT, "first": _TIMES, "last": _TIMES, "ids": _LISTS},
    "CHANGE_LINKED": {"change": _TEXT, "changed_at": _TIMES},
    "RUNBOOK_ATTACHED": {"runbook": _TEXT},
    "INCIDENT_ACTION": {"text": _TEXT, "category": _TEXT, "simulated": st.booleans()},
    "IMPACT_RECORDED": {"started_at": _TIMES, "ended_at": _TIMES, "bad_ratio": st.floats(0, 1)},
    "EFFORT_LOGGED": {"minutes": st.integers(1, 900)},
    "PAGE_CLASSIFIED": {"answer": st.sampled_from(["action", "no-action"]), "sleep_lost": st.integers(0, 90)},
    "FOLLOW_UP_NOTED": {"text": _TEXT},
    "HANDED_OFF": {"to": _TEXT},
    "EVENT_AMENDED": {"target": _POOL, "set": _CHANGES},
    "EVENT_RETRACTED": {"target": _POOL, "reason": _TEXT},
    "SOMETHING_NEWER": {"shape": _LISTS},
    "NOTE_ADDED ": {},
}


def _data(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    head = {"id": _POOL, "at": _TIMES, "type": st.just(kind), "by": st.sampled_from([ANA, BEN])}
    return st.fixed_dictionaries({**head, **_OWN[kind]})


_KINDS = [*_OWN] + 3 * ["EVENT_AMENDED", "EVENT_RETRACTED", "INCIDENT_STATUS_CHANGED"]
EVENT_DATA: st.SearchStrategy[dict[str, Any]] = st.sampled_from(_KINDS).flatmap(_data)
EVENTS: st.SearchStrategy[list[AnyEvent]] = st.lists(EVENT_DATA.map(from_data), max_size=14)
