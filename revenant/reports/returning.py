"""Whether incidents came back: the next one that is like an ended one, and how long that took.

Like means what it means for action items that did not hold: the same alert series, group of signals or signal on one
service, the same tag, or the same cause on one service.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from revenant.incidents.causes import began
from revenant.incidents.lifecycle import OVER
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.recurrence import alike_by
from revenant.postmortems.learning.similarity import COMMON, FEW
from revenant.reports.statistics.survival import Observation

_OVER = tuple(OVER)  # a set would ask each status for its hash
Marks = Callable[[IncidentSnapshot], dict[str, str]]


class Followed(NamedTuple):
    """An ended incident, followed until `next` began, else until now; `words` say what they share.

    `seconds` is that time, `age` the time from its end until now.
    """

    incident: IncidentSnapshot
    age: float
    seconds: float
    next: str = ""
    words: str = ""


class Following(NamedTuple):
    """What became of the incidents asked about, of those that have ended and can be recognised.

    `too_common` are marks that most incidents have, which tell none apart, in words.
    """

    found: list[Followed]
    still_open: int
    without_marks: int
    too_common: list[str]


def by_likeness(drills: frozenset[str]) -> Marks:
    """The marks of an incident; a tag that says it was an exercise is none."""
    left_out = [f"tag {tag}" for tag in drills]

    def marks(it: IncidentSnapshot) -> dict[str, str]:
        found = dict(alike_by(it))
        for mark in left_out:
            found.pop(mark, None)
        return found

    return marks


class _Starts(NamedTuple):
    """When incidents with one mark began, in order, and which they are."""

    times: list[datetime]
    ids: list[str]

    def after(self, since: datetime, same: Collection[str]) -> tuple[datetime, str] | None:
        """The first that began later and is another incident."""
        place = bisect_right(self.times, since)
        while place < len(self.ids) and self.ids[place] in same:
            place += 1
        return (self.times[place], self.ids[place]) if place < len(self.ids) else None


def follow(
    asked: Iterable[IncidentSnapshot], record: Sequence[IncidentSnapshot], marks: Marks, now: datetime
) -> Following:
    """Follow each ended incident of `asked` until the next in `record` that shares a mark with it, else until `now`."""
    known = {it.id: marks(it) for it in record}
    starts, merged = _starts(record, known), _merged_into(record)
    common = {mark for mark, each in starts.items() if len(record) >= FEW and len(each.ids) > COMMON * len(record)}
    following = Following([], 0, 0, sorted(_words(known.values(), common)))
    still_open = without_marks = 0
    for it in asked:
        own = known.get(it.id) or marks(it)
        told = {mark: said for mark, said in own.items() if mark not in common} if common else own
        if it.resolved_at is None or it.standing.status not in _OVER:
            still_open += 1
        elif not told:
            without_marks += 1
        else:
            same = {it.id, *it.merged, *merged.get(it.id, ())} if it.links or it.id in merged else {it.id}
            following.found.append(_followed(it, it.resolved_at, told, starts, same, now))
    return following._replace(still_open=still_open, without_marks=without_marks)


def _words(known: Iterable[Mapping[str, str]], common: set[str]) -> set[str]:
    return {said for own in known for mark, said in own.items() if mark in common} if common else set()


def _followed(
    it: IncidentSnapshot,
    ended: datetime,
    marks: Mapping[str, str],
    starts: Mapping[str, _Starts],
    same: Collection[str],
    now: datetime,
) -> Followed:
    age = max((now - ended).total_seconds(), 0.0)
    first: tuple[datetime, str] | None = None
    words = ""
    for mark, said in marks.items():
        after = starts[mark].after(ended, same) if mark in starts else None
        if after is not None and (first is None or after < first):
            first, words = after, said
    if first is None:
        return Followed(it, age, age)
    return Followed(it, age, (first[0] - ended).total_seconds(), first[1], words)


def _starts(record: Iterable[IncidentSnapshot], known: Mapping[str, Mapping[str, str]]) -> dict[str, _Starts]:
    found: dict[str, list[tuple[datetime, str]]] = {}
    for it in record:
        at = began(it)
        if at is not None:
            for mark in known[it.id]:
                found.setdefault(mark, []).append((at, it.id))
    for each in found.values():
        each.sort()
    return {mark: _Starts([at for at, _ in each], [name for _, name in each]) for mark, each in found.items()}


def _merged_into(record: Iterable[IncidentSnapshot]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for it in record:
        for other in it.merged if it.links else ():
            found.setdefault(other, []).append(it.id)
    return found


class Within(NamedTuple):
    """Of `n` followed for at least so long, `returned` came back within that time."""

    n: int
    returned: int


def within(found: Iterable[Followed], seconds: float) -> Within:
    """How many came back in time, of those that ended so long ago that it would be known."""
    long_ago = [each for each in found if each.age >= seconds]
    return Within(len(long_ago), sum(bool(each.next) and each.seconds <= seconds for each in long_ago))


def observations(found: Iterable[Followed]) -> list[Observation]:
    """For the curve: those that have not come back are censored."""
    return [Observation(each.seconds, bool(each.next)) for each in found]
