"""A fix held only while nothing like its incident began on a later day than it was done."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.core.times import parse_time
from revenant.incidents.contest import Standing
from revenant.incidents.events import ChangeLinked, IncidentLinked, SignalsCorrelated
from revenant.incidents.lifecycle import Status
from revenant.postmortems.actions import State
from tests.conftest import START
from tests.postmortems.actions.tracked import incident, tracked

DONE = "- [x] **A1** Fix (done: 2026-11-05)"


def _event(kind: Any, **fields: Any) -> Any:
    return kind(id="aaaaaaaa", at=START, by="ben@example.com", **fields)


def _signal(**fields: str) -> list[SignalsCorrelated]:
    return [_event(SignalsCorrelated, name="PoolExhausted", **fields)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"signals": _signal(fingerprint="ab12")}, {"signals": _signal(fingerprint="ab12")}, "the same alert series"),
        ({"signals": _signal(group="g7")}, {"signals": _signal(group="g7")}, "the same group of signals, g7"),
        ({"signals": _signal(service="web")}, {"signals": _signal(service="web")}, "PoolExhausted on web"),
        ({"signals": _signal(service="web")}, {"signals": _signal(service="api")}, ""),
        ({"signals": _signal()}, {"signals": _signal()}, ""),
        ({"tags": ["Pool"]}, {"tags": ["pool", "x"]}, "the tag Pool"),
        ({"services": ["web"]}, {"services": ["web"]}, ""),
        (
            {"services": ["web"], "links": [_event(IncidentLinked, relation="caused_by", target="VENDOR-1")]},
            {"services": ["web"], "links": [_event(IncidentLinked, relation="caused_by", target="VENDOR-1")]},
            "the same cause, VENDOR-1, on web",
        ),
        (
            {"services": ["web"], "changes": [_event(ChangeLinked, change="c1", verdict="confirmed")]},
            {"services": ["web"], "changes": [_event(ChangeLinked, change="c1", verdict="refuted")]},
            "",
        ),
    ],
)
def test_what_makes_two_incidents_alike(one: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    (found,) = tracked(DONE, incident(1, **one), [incident(2, "2026-11-09", **other)])
    assert [each.reason.startswith(reason) for each in found.recurrences] == ([True] if reason else [])
    assert found.state is (State.FAILED if reason else State.DONE)


@pytest.mark.parametrize(("day", "state"), [("2026-11-05", State.DONE), ("2026-11-06", State.FAILED)])
def test_the_day_itself_does_not_count(day: str, state: State) -> None:
    assert tracked(DONE, incident(1, tags=["t"]), [incident(2, day, tags=["t"])])[0].state is state


def test_the_start_of_impact_counts_before_the_detection() -> None:
    late = incident(2, "2026-11-09", tags=["t"], started_at=parse_time("2026-11-04", START))
    assert tracked(DONE, incident(1, tags=["t"]), [late])[0].state is State.DONE


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("- [ ] **A1** Fix", State.OPEN),
        ("- [ ] **A1** Fix (due: 2026-11-22)", State.OVERDUE),
        ("- [ ] **A1** Fix (due: 2026-11-23)", State.OPEN),
        ("- [x] **A1** Fix", State.DONE),
        ("- [x] **A1** Fix (done: 2026-11-05; wontdo: no)", State.WONTDO),
        ("- [x] **A1** Fix (done: 2026-11-05; verified: 2026-11-10)", State.FAILED),
        ("- [x] **A1** Fix (done: 2026-11-05; verified: 2026-11-10; anyway: other)", State.VERIFIED),
        ("- [x] **A1** Fix (done: 2026-11-10; verified: 2026-11-12)", State.VERIFIED),
    ],
)
def test_states(line: str, state: State) -> None:
    assert tracked(line, incident(1, tags=["t"]), [incident(2, "2026-11-09", tags=["t"])])[0].state is state


def test_merged_and_cancelled_incidents_are_no_recurrence() -> None:
    it = incident(1, tags=["t"], links=[_event(IncidentLinked, relation="supersedes", target="INC-20261101-00002")])
    others = [incident(2, "2026-11-09", tags=["t"])]
    others.append(incident(3, "2026-11-10", tags=["t"], standing=Standing(status=Status.CANCELLED)))
    assert tracked(DONE, it, others)[0].recurrences == ()


def test_they_come_oldest_first_and_each_once() -> None:
    alike: dict[str, Any] = {"tags": ["t", "u"], "signals": _signal(group="g")}
    others = [incident(3, "2026-11-12", **alike), incident(2, "2026-11-09", **alike)]
    found = tracked(DONE, incident(1, **alike), others)[0].recurrences
    assert [each.incident[-1] for each in found] == ["2", "3"]
    assert found[0].words == "INC-20261101-00002 (2026-11-09): the same group of signals, g"
