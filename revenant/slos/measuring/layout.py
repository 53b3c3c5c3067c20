"""The header of a file of measured values: where its four columns are."""

from __future__ import annotations

import csv
from typing import NamedTuple

COLUMNS = ("period_start", "period_end", "good", "total")


class Layout(NamedTuple):
    """In which columns start, end, good and total stand, counted from 0, and how many columns there are."""

    start: int
    end: int
    good: int
    total: int
    width: int


def read_layout(head: bytes) -> Layout:
    """The layout of a header line; other columns may be there, in any order.

    Raises:
        ValueError: one of the four is missing, or stands there twice.
    """
    row = next(csv.reader([head.decode(errors="replace").strip()]), [])
    names = [name.strip().lower() for name in row]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise ValueError(f"the header lacks {', '.join(missing)}")
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise ValueError(f"the header names {', '.join(twice)} twice")
    start, end, good, total = map(names.index, COLUMNS)
    return Layout(start, end, good, total, len(names))
