"""Identifiers: random, never counters, so that two offline clones may both open incidents.

Crockford's base32 (https://www.crockford.com/base32.html) leaves out I, L, O and U: an id read out
over the phone at night is typed right.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
INCIDENT_ID = re.compile(r"INC-\d{8}-[0-9A-HJKMNP-TV-Z]{5}")
EVENT_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{8}")
_EVENT_SPACE = 32**8
_STEP = 2**24


def base32(number: int, length: int) -> str:
    """Write `number` in `length` Crockford digits; higher digits are dropped."""
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def new_incident_id(at: datetime) -> str:
    """Make an id for an incident detected `at` (its UTC date is part of it)."""
    return f"INC-{at.year:04}{at:%m%d}-{base32(_random(2**25), 5)}"


def event_ids(after: str = "") -> Iterator[str]:
    """Yield event ids, each greater than the one before and than `after`.

    The fold orders events of one second by id, so ids written by one process in one second must
    grow. The first is drawn from the lower half, which leaves room for 60,000 more in that second.
    """
    last = _event_number(after) if EVENT_ID.fullmatch(after) else _random(_EVENT_SPACE // 2)
    while True:
        last += 1 + _random(_STEP)
        if last >= _EVENT_SPACE:
            last = _random(_EVENT_SPACE)
        yield base32(last, 8).lower()


def _random(below: int) -> int:
    """A random number under a power of two. (`secrets` would say the same and load OpenSSL for it: 6 ms.)"""
    return int.from_bytes(os.urandom(8), "big") % below


def _event_number(event_id: str) -> int:
    number = 0
    for digit in event_id.upper():
        number = number * 32 + ALPHABET.index(digit)
    return number
