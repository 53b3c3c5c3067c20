"""A row of numbers as one small line of blocks, with one meaning everywhere: from zero to the highest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeGuard

LEVELS = "▁▂▃▄▅▆▇█"
GAP = "·"


def sparkline(values: Sequence[float | None]) -> str:
    """A block a value: the lowest is zero and nothing else, the fullest the highest; a dot where none is known.

    A single value is no line, and what goes below zero has none either: both show nothing.
    """
    known = [value for value in values if is_known(value)]
    if len(known) < 2 or min(known) < 0:
        return ""
    highest = max(known)
    return "".join(LEVELS[_level(value, highest)] if is_known(value) else GAP for value in values)


def is_known(value: float | None) -> TypeGuard[float]:
    return value is not None and math.isfinite(value)


def _level(value: float, highest: float) -> int:
    return max(math.ceil(value / highest * (len(LEVELS) - 1)), 1) if value else 0
