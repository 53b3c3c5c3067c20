"""Measured periods as rows of a file: period_start, period_end, good, total."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from revenant.slos.spans import Span

COLUMNS = ("period_start", "period_end", "good", "total")


class Period(NamedTuple):
    """How many events of how many were good in a span; `where` it stands."""

    span: Span
    good: float
    total: float
    where: str


def read_periods(lines: Iterable[str], path: str) -> Iterator[Period]:
    """The rows of a CSV file with a header."""
    for number, row in enumerate(csv.DictReader(lines), start=2):
        span = Span(datetime.fromisoformat(row["period_start"]), datetime.fromisoformat(row["period_end"]))
        yield Period(span, float(row["good"]), float(row["total"]), f"{path}:{number}")
