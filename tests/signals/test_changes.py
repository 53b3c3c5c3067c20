"""Changes as values: which of them an incident may be due to, and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.signals.changes import WINDOW, Change, Suspect, distinct, from_data, suspects, to_data
from revenant.signals.graph import Graph

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
GRAPH = Graph({"web": ["checkout"], "checkout": ["payments", "orders-db"]})


def change(minutes_before: float = 10, **fields: Any) -> Change:
    known: dict[str, Any] = {
        "id": "k3v9x2qd",
        "at": START - timedelta(minutes=minutes_before),
        "kind": "deployment",
        "service": "checkout",
        "by": "ben@example.com",
        "summary": "Halve the pool",
    }
    return Change(**(known | fields))


def found(
    *changes: Change, services: tuple[str, ...] = ("checkout",), environment: str = "production"
) -> list[Suspect]:
    return suspects(changes, services, environment, START, GRAPH)


def test_the_same_service_comes_before_a_dependency_and_the_later_before_the_earlier() -> None:
    far = change(60, id="00000001")
    near = change(12, id="00000002", version="41", environment="production")
    below = change(5, id="00000003", service="payments", kind="flag")
    ranked = found(far, below, near)
    assert [each.change.id for each in ranked] == ["00000002", "00000003", "00000001"]
    assert ranked[0].reason == "12m 00s before, same service"
    assert ranked[1].reason == "5m 00s before, dependency of checkout"
    assert near.words == "deployment 41 of checkout in production: Halve the pool"


@pytest.mark.parametrize(
    ("minutes", "service", "environment", "is_near"),
    [
        (0, "checkout", "", True),
        (240, "checkout", "", True),
        (240.02, "checkout", "", False),
        (-0.02, "checkout", "", False),
        (5, "orders-db", "", True),
        (5, "web", "", False),
        (5, "search", "", False),
        (5, "checkout", "production", True),
        (5, "checkout", "staging", False),
    ],
)
def test_only_what_is_near_in_time_in_place_and_in_the_graph(
    minutes: float, service: str, environment: str, is_near: bool
) -> None:
    assert bool(found(change(minutes, service=service, environment=environment))) is is_near


def test_a_dependency_of_a_dependency_is_not_suspected() -> None:
    assert found(change(service="payments"), services=("web",)) == []


def test_an_incident_without_environment_may_be_due_to_a_change_in_any() -> None:
    assert found(change(environment="staging"), environment="")


def test_a_change_of_two_services_of_the_incident_is_named_once_by_its_own() -> None:
    (only,) = found(change(service="checkout"), services=("web", "checkout"))
    assert only.reason == "10m 00s before, same service"


def test_the_window_is_the_callers() -> None:
    early = change(300)
    assert not found(early)
    assert suspects([early], ["checkout"], "", START, GRAPH, timedelta(hours=5))
    assert timedelta(hours=4) == WINDOW


def test_the_order_in_which_changes_come_makes_no_difference() -> None:
    some = [change(minutes, id=f"0000000{minutes}") for minutes in (1, 2, 3)]
    assert len({tuple(each.change.id for each in found(*order)) for order in permutations(some)}) == 1


def test_a_change_brought_in_by_two_clones_counts_once_as_recorded_first() -> None:
    first = change(recorded=START, by="ana@example.com")
    second = change(recorded=START + timedelta(hours=1))
    assert distinct([second, first, second]) == [first]
    assert len(found(second, first)) == 1


TEXT = st.text(min_size=1)


@given(TEXT, TEXT, TEXT, st.sampled_from(["", "succeeded", "later word"]))
def test_any_text_comes_back_from_plain_data(summary: str, service: str, version: str, status: str) -> None:
    data = to_data(change(summary=summary, service=service, version=version, status=status))
    assert to_data(from_data(data)) == data
    assert list(data)[:6] == ["id", "at", "kind", "service", "by", "summary"]
