"""Handoffs on the wall clock, against those that another scheduler computes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from revenant.core.wall_clock import instant
from revenant.oncall.rotation import Rotation, Unit

UNITS = {"hourly": Unit.HOUR, "daily": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH}


@pytest.mark.data
def test_handoffs_are_those_of_another_scheduler(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "oncall" / "rotation_vectors.json").read_text())
    checked = 0
    for each in vectors:
        zone = ZoneInfo(each["tz"])
        rotation = Rotation(datetime.fromisoformat(each["start"]), each["shift_length"], UNITS[each["type"]], zone)
        since, until = (instant(datetime.fromisoformat(each[key]), zone) for key in ("walk_from", "walk_to"))
        turns = list(rotation.turns(since, until + timedelta(seconds=1)))
        expected = [datetime.fromisoformat(text).astimezone(UTC) for text in each["handoffs"]]
        assert [*(turn.start for turn in turns), turns[-1].end] == expected
        checked += len(expected)
    assert checked == 88
