"""Ids for what is imported, derived from where it came from.

Two clones that import the same history give its incidents and events the same ids, so a later merge
doubles nothing: the fold counts one event an id. Only `recorded` differs, each clone's own import time.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import count

from revenant.core.ids import base32
from revenant.core.text import encodable

_LOWER_HALF = 32**8 // 2
_STEP = 2**20  # leaves room for half a million events after any start


def incident_id(source: str, at: datetime, taken: Container[str]) -> str:
    """The id of the incident from `source` detected `at`; another one only where that is taken."""
    candidates = (f"INC-{at:%Y%m%d}-{base32(_number(f'{source}#{turn}'), 5)}" for turn in count())
    return next(candidate for candidate in candidates if candidate not in taken)


def event_ids(source: str) -> Iterator[str]:
    """Growing event ids, always the same ones for `source`."""
    last = _number(source) % _LOWER_HALF
    for turn in count():
        last += 1 + _number(f"{source}/{turn}") % _STEP
        yield base32(last, 8).lower()


def _number(text: str) -> int:
    return int.from_bytes(sha256(encodable(text).encode()).digest()[:8], "big")
