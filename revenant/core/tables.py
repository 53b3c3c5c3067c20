"""What a command has to say, before anybody decides how it looks: headings, facts, tables, notes.

Reports and screens return these; `render/` turns them into terminal, plain text, Markdown, CSV or
JSON. So a report never learns about a format, nor a format about a report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Scalar: TypeAlias = str | int | float | datetime | timedelta | None


class Shown(NamedTuple):
    """A number for machines, and how people read it: .125 as 12.5 %."""

    value: Scalar
    text: str


class Interval(NamedTuple):
    """Both ends of a range, such as a confidence interval; its column says which. An end not known is None."""

    low: Scalar | Shown
    high: Scalar | Shown


class Series(NamedTuple):
    """Numbers in order of time, drawn as a small line where there is room; None where there is none."""

    values: tuple[float | None, ...]


Value: TypeAlias = Scalar | Interval | Shown | Series


class Tone(StrEnum):
    """How urgent a piece of text is; renderers choose the colour."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    DIM = "dim"
    STRONG = "strong"


class Heading(NamedTuple):
    text: str
    tone: Tone = Tone.STRONG


class Fact(NamedTuple):
    label: str
    value: str
    tone: Tone = Tone.PLAIN


class Facts(NamedTuple):
    """Labelled values, one a line."""

    rows: list[Fact]


class Note(NamedTuple):
    text: str
    tone: Tone = Tone.DIM


class Column(NamedTuple):
    """`key` names it in JSON and CSV; `wide` columns take the room that is left, and wrap last.

    A terminal shows `at_most` characters of a longer text; pipes and files get it whole.
    """

    title: str
    key: str
    right: bool = False
    wide: bool = False
    at_most: int | None = None


class Table(NamedTuple):
    """Rows of values under columns; `tones` colours whole rows, `notes` stand below.

    `key` names it for machines; text columns tell its rows apart, all others are measured.
    """

    title: str
    columns: list[Column]
    rows: list[list[Value]]
    notes: Sequence[str] = ()
    tones: Sequence[Tone] = ()
    key: str = ""


class Shape(StrEnum):
    """How a chart draws its values."""

    BARS = "bars"
    LINE = "line"
    INTERVALS = "intervals"


class Chart(NamedTuple):
    """A table that can also be drawn: who cannot draw shows the table.

    `across` and `up` are keys of its columns: what stands along the axis, and how high. `spread` is the key
    of a column of intervals around the values. `summary` says in words what there is to see. `log` asks for a
    logarithmic scale, for lengths from minutes to weeks; bars begin at zero all the same.
    """

    table: Table
    shape: Shape
    across: str
    up: str
    spread: str = ""
    summary: str = ""
    log: bool = False


Block: TypeAlias = Heading | Facts | Note | Table | Chart


def table_in(block: Block) -> Table | None:
    """The table that a block is, or that it can be drawn from."""
    return block if isinstance(block, Table) else block.table if isinstance(block, Chart) else None


def facts(*rows: tuple[str, str] | tuple[str, str, Tone]) -> Facts:
    """Build Facts from tuples, leaving out those without a value."""
    return Facts([Fact(*row) for row in rows if row[1]])
