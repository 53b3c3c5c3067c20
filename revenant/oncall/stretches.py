"""Who is on call, over a span of time without holes: one stretch after another, each with nobody, one or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias

People: TypeAlias = tuple[str, ...]


class Stretch(NamedTuple):
    """From `start` to `end`, exclusive, in UTC; nobody is on call where `people` is empty."""

    start: datetime
    end: datetime
    people: People


def tiled(pieces: Iterable[Stretch], since: datetime, until: datetime) -> list[Stretch]:
    """Pieces in order, cut to a span of time, with nobody in the holes between them."""
    return merged(_filled(pieces, since, until))


def _filled(pieces: Iterable[Stretch], since: datetime, until: datetime) -> Iterator[Stretch]:
    at = since
    for start, end, people in pieces:
        first, last = max(start, at), min(end, until)
        if first >= last:
            continue
        if first > at:
            yield Stretch(at, first, ())
        yield Stretch(first, last, people)
        at = last
    if at < until:
        yield Stretch(at, until, ())


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same, with neighbours of the same people made one."""
    found: list[Stretch] = []
    people: People | None = None
    for each in stretches:
        if each.people == people:
            found[-1] = Stretch(found[-1].start, each.end, people)
        else:
            found.append(each)
            people = each.people
    return found


def combine(
    one: Sequence[Stretch], two: Sequence[Stretch], choose: Callable[[People, People], People]
) -> list[Stretch]:
    """Two tilings of the same span of time as one: at every instant, whom `choose` makes of both."""
    return merged(_combined(one, two, choose))


def _combined(
    one: Sequence[Stretch], two: Sequence[Stretch], choose: Callable[[People, People], People]
) -> Iterator[Stretch]:
    first = second = 0
    while first < len(one) and second < len(two):
        start = max(one[first].start, two[second].start)
        end = min(one[first].end, two[second].end)
        yield Stretch(start, end, choose(one[first].people, two[second].people))
        first, second = first + (one[first].end == end), second + (two[second].end == end)


def both(one: People, two: People) -> People:
    """The people of both, each once."""
    return tuple(dict.fromkeys((*one, *two)))


def upper(one: People, two: People) -> People:
    """Those of the second, where there are any."""
    return two or one
