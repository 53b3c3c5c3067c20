"""Tables of generated regions: every cell is text from outside, and stays inside of its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from revenant.core.markdown import escape
from revenant.core.times import format_time

NOT_RECORDED = "not recorded"


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    head = [f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


def text(words: str) -> str:
    """A cell for words from outside; a dash where there are none."""
    return escape(words) or "–"


def time(at: datetime | None) -> str:
    """A cell for a time in UTC."""
    return format_time(at) if at else NOT_RECORDED
