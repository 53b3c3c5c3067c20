"""A glance at the measured values of an SLO: the first rows of its CSV file, which say how fine they are."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from revenant.slos.rules.subject import Sample
from revenant.slos.slo import Slo
from revenant.store.slo_data import FOLDER
from revenant.store.workspace import Workspace

_ROWS = 1000
_DAY = timedelta(days=1)


class _Row(NamedTuple):
    length: timedelta
    total: float


def sample_of(workspace: Workspace, slo: Slo) -> Sample | None:
    """How its values look; None where there is no such file, or no row of it can be read."""
    path = workspace.root / FOLDER / f"{slo.name}.csv"
    if not path.is_file():
        return None
    with workspace.inside(path).open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for each in islice(csv.DictReader(file), _ROWS) if (row := _row(each)) is not None]
    if not rows:
        return None
    return Sample(workspace.relative(path), min(row.length for row in rows), _a_day(rows))


def _row(given: dict[str, str]) -> _Row | None:
    """The length of a period and its events; None where the row is broken, which its own rules tell."""
    try:
        start, end = (datetime.fromisoformat(given[key]) for key in ("period_start", "period_end"))
        row = _Row(end - start, float(given["total"]))
    except (KeyError, TypeError, ValueError):
        return None
    return row if row.length > timedelta() and row.total >= 0 else None


def _a_day(rows: Iterable[_Row]) -> float:
    known = list(rows)
    covered = sum((row.length for row in known), timedelta())
    return sum(row.total for row in known) / (covered / _DAY)
