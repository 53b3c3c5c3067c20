"""Measured values for tests: files as text, read in blocks of a few lines, without a disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from revenant.core.times import format_time
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.reading import measure
from revenant.slos.measuring.rows import CsvPeriods
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.slo import Method, Objective
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Flaw, Reading, Usage

HEAD = "period_start,period_end,good,total"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NINES = Objective(name="three nines", target=0.999, slice_target=0.95, slice_window=MINUTE)


class TextFile:
    """A CSV file of this text, read so many lines at a time."""

    by_time = False

    def __init__(self, text: str | bytes, lines: int = 7) -> None:
        content = text.encode() if isinstance(text, str) else text
        self._rows = [row + b"\n" for row in content.removesuffix(b"\n").split(b"\n")]
        self._lines = lines
        self.until: int | None = None

    def periods(self, scope: Scope, faults: Faults) -> Iterator[Run]:
        reader = CsvPeriods(scope, faults)
        starts = range(0, len(self._rows), self._lines)
        yield from reader.runs(b"".join(self._rows[start : start + self._lines]) for start in starts)
        self.until = reader.until


def csv_text(rows: Iterable[str], head: str = HEAD) -> str:
    """A file of these rows."""
    return "\n".join([head, *rows, ""])


def row(start: float, end: float, good: object, total: object) -> str:
    """A row from so many minutes after noon to so many."""
    return f"{format_time(NOON + start * MINUTE)},{format_time(NOON + end * MINUTE)},{good},{total}"


def span(start: float, end: float) -> Span:
    """From so many minutes after noon to so many."""
    return Span(NOON + start * MINUTE, NOON + end * MINUTE)


def read_spans(
    text: str | bytes,
    spans: Sequence[Span],
    method: Method = Method.OCCURRENCES,
    now: datetime = NOON + timedelta(days=1),
    objective: Objective = NINES,
    lines: int = 7,
) -> Reading:
    """What is told of these spans."""
    asked = [Asked(objective, each) for each in spans]
    return measure(TextFile(text, lines), "slos/data/x.csv", method, asked, now, MemoryShelf())


class MemoryShelf:
    """Keeps late periods as the disk does."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self.add = self._runs.append

    def in_order(self) -> Iterable[Run]:
        return sorted(self._runs, key=lambda run: (*run.key, run.line))


def usage(text: str | bytes, start: float, end: float, method: Method = Method.OCCURRENCES) -> Usage:
    """What is told of one span."""
    return read_spans(text, [span(start, end)], method).usages[0]


def flaws(reading: Reading) -> dict[Flaw, int]:
    """How often each flaw was found."""
    return {fault.flaw: fault.times for fault in reading.faults}
