"""Files in disorder: the few periods that came late are taken out, sorted, and put back where they belong.

What is in order stays as it is, in long runs: one row that came late costs one more reading, not the sorting of a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from revenant.slos.measuring.runs import Run

_Key = tuple[int, int]


def punctual(runs: Iterable[Run], aside: Callable[[Run], None]) -> Iterator[Run]:
    """The periods in order; each that begins before one above it is put aside, as a run of its own."""
    latest: _Key | None = None
    for run in runs:
        many = 0 if latest is None else _before(run, latest)
        for place in range(many):
            aside(run.part(place, place + 1))
        if many < len(run.good):
            rest = run.part(many, len(run.good)) if many else run
            latest = rest.last_key
            yield rest


def merged(punctual: Iterable[Run], late: Iterable[Run]) -> Iterator[Run]:
    """Both in one order; of equal keys the late one comes second, since it stands below."""
    strays = iter(late)
    stray = next(strays, None)
    for run in punctual:
        rest = run
        while stray is not None and (many := _before(rest, (stray.start, stray.end + 1))) < len(rest.good):
            if many:
                yield rest.part(0, many)
                rest = rest.part(many, len(rest.good))
            yield stray
            stray = next(strays, None)
        yield rest
    if stray is not None:
        yield stray
        yield from strays


def _before(run: Run, key: _Key) -> int:
    """How many of its periods come before this key."""
    many = min(max(-((run.start - key[0]) // run.step), 0), len(run.good))
    starts_with_it = many < len(run.good) and run.start + many * run.step == key[0]
    return many + 1 if starts_with_it and key[0] + run.step < key[1] else many
