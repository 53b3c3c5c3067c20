"""Patterns of inputs: regular expressions a stranger may have written, tried only where that cannot take for ever."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

MOST_PATTERN, MOST_VALUE = 500, 200  # characters of a pattern that is tried, and of a value for an input
_MOST_LOOPS, _MOST_CHOICES = 3, 10
_ESCAPED = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_LOOP = re.compile(r"[*+]|\{\d*,\d*\}")


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> re.Pattern[str] | None:
    """The pattern, or None where it is no regular expression."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None


def is_tame(pattern: str) -> bool:
    """Whether matching a short value surely ends soon: no repeated group, few loops and choices.

    Python's engine tries every way to match: `(a+)+b` takes hours for thirty letters.
    """
    plain = _ESCAPED.sub("x", pattern)
    repeated = re.search(r"\)[*+{]", plain)
    choices = plain.count("|") + plain.count("?") + plain.count("{")
    return (
        len(pattern) <= MOST_PATTERN
        and not repeated
        and len(_LOOP.findall(plain)) <= _MOST_LOOPS
        and choices <= _MOST_CHOICES
    )


def matches(pattern: str, value: str) -> bool | None:
    """Whether the whole value matches; None where that was not tried."""
    compiled = compile_pattern(pattern) if is_tame(pattern) and len(value) <= MOST_VALUE else None
    return bool(compiled.fullmatch(value)) if compiled else None
