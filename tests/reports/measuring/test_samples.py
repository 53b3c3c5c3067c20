"""One measurement over many incidents: every outcome is counted, and what is open is watched until now."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import structs

from revenant.incidents.measurements import BUILT_IN, IMPACT, Measurement
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.measuring.samples import Sample, readings
from revenant.reports.statistics.survival import Observation
from tests.reports.comparing.making import lasting

MTTR = BUILT_IN[3]
NOW = datetime(2025, 1, 5, 9, tzinfo=UTC)


def sample(incidents: list[IncidentSnapshot], measurement: Measurement = MTTR) -> Sample:
    (reading,) = readings(incidents, [measurement], NOW)
    return reading.whole


def test_recorded_pending_and_invalid() -> None:
    found = sample(lasting(2025, [10, 0, -5, None]))
    assert (found.recorded, found.pending, found.n, found.zeros, found.positive) == ([0, 600], [86_400], 2, 1, 1)
    assert (found.not_applicable, found.invalid, found.watched) == (0, 1, 3)
    assert found.observations == [Observation(0), Observation(600), Observation(86_400, ended=False)]


def test_what_begins_after_now_has_lasted_no_time() -> None:
    assert sample(lasting(2026, [None])).pending == [0]


def test_an_end_that_says_nothing_does_not_end_what_is_pending() -> None:
    (opened,) = lasting(2025, [None])
    nobody_knows = structs.replace(opened, impact_ended_at=opened.detected_at)
    found = sample([nobody_knows], IMPACT)
    assert (found.recorded, found.pending) == ([], [4 * 86_400])
