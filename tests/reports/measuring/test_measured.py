"""One measurement over many incidents: every outcome is counted, and what is open is watched until now."""

from __future__ import annotations

from datetime import UTC, datetime

from revenant.incidents.measurements import BUILT_IN, Outcome
from revenant.reports.measuring.measured import measured
from revenant.reports.statistics.survival import Observation
from tests.reports.comparing.making import lasting

MTTR = BUILT_IN[3]
NOW = datetime(2025, 1, 5, 9, tzinfo=UTC)


def test_recorded_open_and_invalid() -> None:
    found = measured(lasting(2025, [10, 0, -5, None]), MTTR, NOW)
    assert (found.ended, found.still_open, found.n, found.zeros) == ([600, 0], [86_400], 2, 1)
    assert found.outcomes == {Outcome.RECORDED: 2, Outcome.INVALID: 1, Outcome.PENDING: 1}
    assert found.observations[-1] == Observation(86_400, ended=False)


def test_what_begins_after_now_has_lasted_no_time() -> None:
    assert measured(lasting(2026, [None]), MTTR, NOW).still_open == [0]
