"""How long a year of many schedules takes, and how `oncall who` starts beside `list`.

    python bench/oncall.py [REVENANT]

The first figure is of one process that has read nothing: schedules of five kinds, easy and hard, with overrides. The
second is of whole processes in this repository's sample workspace, alternating, with REVENANT as the command.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from revenant.oncall.documents.schedules import ScheduleDocument
from revenant.oncall.documents.scheduling import schedule_of
from revenant.oncall.schedule import Schedule

SCHEDULES, RUNS = 50, 15
YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
ROOT = Path(__file__).parent.parent
OFFICE = [{"days": ["mon-fri"], "from": "09:00", "to": "18:00"}]
NIGHT = [{"from": "22:00", "to": "06:00"}]
PEOPLE = ["ana", "ben", "chi", "dan", "eva"]
KINDS: tuple[list[dict[str, Any]], ...] = (
    [{"every": "1w"}],
    [{"every": "1w"}, {"every": "1d", "restrict": OFFICE}],
    [{"every": "12h"}, {"every": "1d", "restrict": NIGHT}, {"every": "1d", "advance": "active", "restrict": OFFICE}],
    [{"every": "1h"}],
    [{"every": "1M", "priority": 1}, {"every": "3d", "priority": 1, "restrict": NIGHT}],
)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata")


def schedule(number: int) -> Schedule:
    """One of the schedules, with two overrides a week."""
    layers = [{"start": "2025-01-06T09:00", "members": PEOPLE, **each} for each in KINDS[number % len(KINDS)]]
    first = YEAR[0] + timedelta(hours=number)
    overrides = [
        {
            "from": (first + timedelta(days=3.5 * week)).isoformat(),
            "to": (first + timedelta(days=3.5 * week, hours=10)).isoformat(),
            "remove": PEOPLE[week % 5],
            "add": PEOPLE[(week + 1) % 5],
        }
        for week in range(100)
    ]
    zone = ZONES[number % len(ZONES)]
    data = {"kind": "Schedule", "name": f"s{number}", "timezone": zone, "layers": layers, "overrides": overrides}
    return schedule_of(msgspec.convert(data, ScheduleDocument))


def expand() -> tuple[float, int]:
    """Seconds for a year of all schedules, and how many stretches that makes."""
    schedules = [schedule(number) for number in range(SCHEDULES)]
    begun = time.perf_counter()
    stretches = sum(len(each.calendar(*YEAR)) for each in schedules)
    return time.perf_counter() - begun, stretches


def started(revenant: str) -> None:
    """Medians of `oncall who` and `list`, in turns."""
    took: dict[str, list[float]] = {"oncall who": [], "list": []}
    for number in range(RUNS + 1):
        for words, seconds in took.items():
            begun = time.perf_counter()
            subprocess.run([revenant, *words.split()], cwd=ROOT, capture_output=True, check=True)
            if number:
                seconds.append(time.perf_counter() - begun)
    who, listed = (statistics.median(each) for each in took.values())
    print(f"oncall who {who:.3f} s, list {listed:.3f} s: {who / listed:.2f} x")


def main() -> None:
    seconds, stretches = expand()
    print(f"a year of {SCHEDULES} schedules: {seconds:.2f} s, {stretches} stretches")
    if len(sys.argv) > 1:
        started(sys.argv[1])


if __name__ == "__main__":
    main()
