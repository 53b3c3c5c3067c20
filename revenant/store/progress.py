"""A bar for work that takes longer than a second, on a terminal only; nothing at all otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 1.0
_WIDTH = 30


def shown(things: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """Yield `things`; once a second has passed, show on stderr how many of `total` are done."""
    if not sys.stderr.isatty():
        yield from things
        return
    started = last = time.monotonic()
    visible = False
    for number, thing in enumerate(things, start=1):
        yield thing
        now = time.monotonic()
        if now - started >= PATIENCE_SECONDS and now - last >= 0.1:
            last, visible = now, True
            filled = _WIDTH * number // max(total, 1)
            _show(f"{doing} {'█' * filled}{'·' * (_WIDTH - filled)} {number}/{total}")
    if visible:
        _show("")


def _show(line: str) -> None:
    """Put `line` in place of the one before."""
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()
