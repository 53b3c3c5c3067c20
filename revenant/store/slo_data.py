"""Measured values of an SLO on disk: slos/data/NAME.csv."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from revenant.slos.measuring.columns import read_periods
from revenant.slos.measuring.tallies import EventTallies
from revenant.slos.slo import Slo
from revenant.slos.usage import Asked, Meter, Reading, Unit
from revenant.store.workspace import Workspace

FOLDER = "slos/data"


def data_meter(workspace: Workspace, slo: Slo) -> Meter | None:
    """Who tells what was measured for it; None where nothing was."""
    path = workspace.root / FOLDER / f"{slo.name}.csv"
    return CsvMeter(workspace.inside(path), workspace.relative(path)) if path.is_file() else None


class CsvMeter:
    """Reads good and total events by period."""

    unit = Unit.EVENTS

    def __init__(self, path: Path, source: str) -> None:
        self._path = path
        self.source = source

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        """Usages over these spans, nothing of which lies after `now`."""
        with self._path.open(encoding="utf-8", newline="") as file:
            tallies = EventTallies(asked, now)
            for period in read_periods(file, self.source):
                tallies.add(period)
        return tallies.reading
