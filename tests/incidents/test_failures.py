"""Failures of a service: the gaps between them, from the end of one or from its start."""

from __future__ import annotations

import pytest

from revenant.incidents.failures import Gap, between_starts, failures, uptime
from revenant.incidents.snapshot import IncidentSnapshot
from tests.incidents.making import at, incident, moved, opened, walked


def lasting(start: float, end: float | None, services: list[str] | None = None) -> IncidentSnapshot:
    events = [opened(start, services=services or ["checkout"])]
    return incident(*events, *([moved(end, "OPEN", "RESOLVED")] if end is not None else []))


def in_minutes(gaps: list[Gap]) -> list[float]:
    return [gap.lasted.total_seconds() / 60 for gap in gaps]


@pytest.mark.parametrize(
    ("spans", "gaps", "up_since"),
    [
        ([(0, 10)], [], 10),
        ([(0, 10), (30, 40)], [20], 40),
        ([(30, 40), (0, 10)], [20], 40),
        ([(0, 50), (10, 20), (60, 70)], [10], 70),
        ([(0, 20), (10, 30), (45, 50)], [15], 50),
        ([(0, 10), (10, 20)], [], 20),
        ([(0, None), (30, 40)], [], None),
        ([(0, 10), (20, None), (30, 40)], [10], None),
        ([(10, 5), (30, 40)], [20], 40),
    ],
)
def test_a_service_works_from_the_end_of_one_to_the_start_of_the_next(
    spans: list[tuple[float, float | None]], gaps: list[float], up_since: float | None
) -> None:
    found = uptime(failures(lasting(*span) for span in spans)["checkout"])
    assert in_minutes(found.gaps) == gaps
    assert found.up_since == (None if up_since is None else at(up_since))


def test_failures_are_per_service_and_cancelled_ones_are_none() -> None:
    its = [lasting(0, 10, ["a"]), lasting(20, 30, ["b"]), walked("CANCELLED", start=15), lasting(40, 50, ["a", "b"])]
    found = {service: in_minutes(uptime(its).gaps) for service, its in failures(its).items()}
    assert found == {"a": [30], "b": [10]}


def test_starts_follow_each_other_whatever_overlaps() -> None:
    found = failures([lasting(0, 50), lasting(30, None), lasting(10, 20)])["checkout"]
    assert in_minutes(between_starts(found)) == [10, 20]


def test_nothing_has_no_failures() -> None:
    assert failures([]) == {}
    assert uptime([]) == ([], None)
    assert between_starts([]) == []
