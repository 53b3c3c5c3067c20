"""Periods as rows of a table: what answers of Prometheus add to the values that are there."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from revenant.slos.measuring.layout import COLUMNS, read_layout
from revenant.slos.measuring.moments import moment
from revenant.slos.measuring.runs import Run

HEADER = ",".join(COLUMNS) + "\n"


def rows_of(runs: Iterable[Run], head: bytes) -> str:
    """Runs of one period each as rows below this header; columns that are not ours stay empty.

    Raises:
        ValueError: the header is none.
    """
    layout = read_layout(head)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for run in runs:
        row = [""] * layout.width
        row[layout.start], row[layout.end] = _time(run.start), _time(run.end)
        row[layout.good], row[layout.total] = _number(run.good[0]), _number(run.total[0])
        writer.writerow(row)
    return text.getvalue()


def _time(value: int) -> str:
    return moment(value).isoformat().replace("+00:00", "Z")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
