"""Whether incidents came back: the next one that is like an ended one, and how long that took.

Like means what it means for action items that did not hold: the same alert series, group of signals or signal on one
service, the same tag, or the same cause on one service.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from revenant.incidents.causes import began
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.recurrence import alike_by
from revenant.postmortems.learning.similarity import COMMON, FEW
from revenant.reports.statistics.survival import Observation

Marks = Callable[[IncidentSnapshot], Iterable[tuple[str, str]]]


class Followed(NamedTuple):
    """An ended incident, followed until `next` began, else until now; `words` say what they share."""

    incident: IncidentSnapshot
    seconds: float
    next: str = ""
    words: str = ""

    @property
    def returned(self) -> bool:
        return bool(self.next)

    @property
    def observation(self) -> Observation:
        return Observation(self.seconds, self.returned)


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
    left_out = {f"tag {tag}" for tag in drills}
    return lambda it: (mark for mark in alike_by(it) if mark[0] not in left_out)


def by_service(it: IncidentSnapshot) -> Iterable[tuple[str, str]]:
    """Only where it was: any other incident of the same service."""
    return ((f"service {name}", f"the service {name}") for name in it.services)


class _Starts(NamedTuple):
    """When incidents with one mark began, in order, and which they are."""

    times: list[datetime]
    ids: list[str]

    def after(self, since: datetime, same: frozenset[str]) -> tuple[datetime, str] | None:
        """The first that began later and is another incident."""
        for place in range(bisect_right(self.times, since), len(self.times)):
            if self.ids[place] not in same:
                return self.times[place], self.ids[place]
        return None


def follow(
    asked: Iterable[IncidentSnapshot], record: Sequence[IncidentSnapshot], marks: Marks, now: datetime
) -> Following:
    """Follow each ended incident of `asked` until the next in `record` that shares a mark with it, else until `now`."""
    starts, merged = _starts(record, marks), _merged_into(record)
    common = {mark for mark, each in starts.items() if len(record) >= FEW and len(each.ids) > COMMON * len(record)}
    found: list[Followed] = []
    still_open = without_marks = 0
    words: dict[str, str] = {}
    for it in asked:
        own = dict(marks(it))
        words.update((mark, said) for mark, said in own.items() if mark in common)
        told = {mark: said for mark, said in own.items() if mark not in common}
        if it.resolved_at is None:
            still_open += 1
        elif not told:
            without_marks += 1
        else:
            same = frozenset((it.id, *it.merged, *merged.get(it.id, ())))
            found.append(_followed(it, it.resolved_at, told, starts, same, now))
    return Following(found, still_open, without_marks, sorted(words.values()))


def _followed(
    it: IncidentSnapshot,
    ended: datetime,
    marks: Mapping[str, str],
    starts: Mapping[str, _Starts],
    same: frozenset[str],
    now: datetime,
) -> Followed:
    nexts = [
        (*after, said)
        for mark, said in marks.items()
        if (each := starts.get(mark)) and (after := each.after(ended, same))
    ]
    if not nexts:
        return Followed(it, max((now - ended).total_seconds(), 0.0))
    at, name, said = min(nexts, key=lambda each: each[:2])
    return Followed(it, (at - ended).total_seconds(), name, said)


def _starts(record: Iterable[IncidentSnapshot], marks: Marks) -> dict[str, _Starts]:
    known = [(mark, at, it.id) for it in record if (at := began(it)) is not None for mark in dict(marks(it))]
    known.sort()
    grouped = ((mark, list(group)) for mark, group in groupby(known, key=lambda each: each[0]))
    return {mark: _Starts([at for _, at, _ in group], [name for *_, name in group]) for mark, group in grouped}


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


def within(found: Iterable[Followed], seconds: float, now: datetime) -> Within:
    """How many came back in time, of those that ended so long ago that it would be known."""
    long_ago = [
        each
        for each in found
        if each.incident.resolved_at is not None and (now - each.incident.resolved_at).total_seconds() >= seconds
    ]
    return Within(len(long_ago), sum(each.returned and each.seconds <= seconds for each in long_ago))


def ordered(found: Iterable[Followed]) -> list[Followed]:
    """Those that came back, the soonest first."""
    return sorted((each for each in found if each.returned), key=attrgetter("seconds"))
