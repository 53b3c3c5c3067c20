"""GitHub's own status history comes in whole, with the figures computed elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from revenant.core.settings import Imports
from revenant.importers import statuspage
from revenant.importers.batch import Context, gather
from revenant.incidents.snapshot import fold
from revenant.reports.statistics.location import mean, median, quantile

CONTEXT = Context("ben@example.com", datetime(2026, 11, 23, 12, tzinfo=UTC), Imports())
MINUTE = timedelta(minutes=1)


@pytest.mark.data
def test_githubs_history_is_accounted_for(shared_data: Path) -> None:
    content = (shared_data / "incidents" / "github-status.jsonl.gz").read_bytes()
    batch = gather(statuspage.read(content, "feed"), statuspage.convert, CONTEXT, {}, [])
    its = [fold(known, found.events) for known, found in batch.imported.items()]
    assert (len(its), len(batch.skipped)) == (801, 18)
    assert {row.reason for row in batch.skipped} == {"scheduled maintenance, not an incident"}
    assert not any(it.contested or it.acknowledged_at for it in its)
    spans = [(it.resolved_at - it.detected_at) / MINUTE for it in its if it.resolved_at and it.detected_at]
    assert (median(spans), quantile(spans, 0.9)) == (65, 263)
    assert round(mean(spans) or 0, 1) == 125.9
    live = [
        (it.resolved_at - it.detected_at) / MINUTE
        for it in its
        if it.resolved_at and it.detected_at and not it.in_retrospect
    ]
    assert (len(live), median(live)) == (772, 67.5)
    assert sum(bool(it.impacts) for it in its) == 163
