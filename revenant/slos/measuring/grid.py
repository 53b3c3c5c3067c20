"""Times as text, at equal distances: what a tidy file is compared with, which is quicker than to read its times."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

_FORM = re.compile(rb"(\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d)(Z|[+-]\d\d:\d\d)")
_HOUR = 3600


def written(first: bytes, step: int, count: int) -> list[bytes] | None:
    """So many times, `step` seconds apart, written as the first one is; None where that is written in no form we know.

    Raises:
        ValueError: there is no such time.
        OverflowError: the last ones lie beyond the year 9999.
    """
    form = _FORM.fullmatch(first)
    if form is None:
        return None
    start, between, zone = datetime.fromisoformat(form[1].decode()), form[2].decode(), form[3]
    if _HOUR % step:
        times = (start + timedelta(seconds=step * place) for place in range(count))
        return [time.isoformat(between).encode() + zone for time in times]
    second = start.minute * 60 + start.second
    skipped, hours = second // step, (second + step * count) // _HOUR + 1
    hour = start.replace(minute=0, second=0)
    heads = [(hour + timedelta(hours=each)).isoformat(between, "hours").encode() for each in range(hours)]
    tails = _tails(step, second % step, zone)
    return [head + tail for head in heads for tail in tails][skipped : skipped + count]


@lru_cache(maxsize=64)
def _tails(step: int, first: int, zone: bytes) -> list[bytes]:
    """The ends of all times within an hour: minutes, seconds and zone."""
    return [b":%02d:%02d" % divmod(second, 60) + zone for second in range(first, _HOUR, step)]
