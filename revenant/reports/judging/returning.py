"""Whether incidents came back: the next one that is like an ended one, and how long that took.

Like means what it means for action items that did not hold: the same alert series, group of signals or signal on one
service, the same tag, or the same cause on one service.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from revenant.incidents.causes import began
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.recurrence import alike_by
from revenant.postmortems.learning.similarity import COMMON, FEW
from revenant.reports.statistics.survival import Observation


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


class _Starts(NamedTuple):
    """When incidents with one mark began, in order, and which they are."""

    times: list[datetime]
    ids: list[str]

    def after(self, since: datetime, same: Collection[str]) -> int | None:
        """The place of the first that began later and is another incident."""
        place = bisect_right(self.times, since)
        while place < len(self.ids) and self.ids[place] in same:
            place += 1
        return place if place < len(self.ids) else None


class Likeness:
    """All incidents of a record by what makes two of them alike; tags of drills make none so."""

    def __init__(self, record: Sequence[IncidentSnapshot], drills: Iterable[str] = ()) -> None:
        self._known = {it.id: alike_by(it) for it in record}
        self._starts, self._merged = _starts(record, self._known), _merged_into(record)
        most = COMMON * len(record) if len(record) >= FEW else len(record)
        self._common = {mark for mark, each in self._starts.items() if len(each.ids) > most}
        self._ignored = self._common | {f"tag {tag}" for tag in drills}
        self._telling = {mark: each for mark, each in self._starts.items() if mark not in self._ignored}

    def follow(self, asked: Iterable[IncidentSnapshot], now: datetime) -> Following:
        """Follow each ended incident until the next that shares a mark with it, else until `now`."""
        following = Following([], 0, 0, sorted(_words(self._known.values(), self._common)))
        still_open = without_marks = 0
        for it in asked:
            marks = self._marks(it)
            if it.resolved_at is None or it.is_open:
                still_open += 1
            elif self._ignored.issuperset(marks):
                without_marks += 1
            else:
                following.found.append(self._followed(it, it.resolved_at, now))
        return following._replace(still_open=still_open, without_marks=without_marks)

    def _followed(self, it: IncidentSnapshot, ended: datetime, now: datetime) -> Followed:
        """Of two that began at one time the one with the surer mark is told."""
        age, same = max((now - ended).total_seconds(), 0.0), self._same(it)
        first, found, words = now, "", ""
        for mark, said in self._marks(it).items():
            starts = self._telling.get(mark)
            if starts is None or starts.times[-1] <= ended:
                continue
            place = starts.after(ended, same)
            if place is not None and (not found or starts.times[place] < first):
                first, found, words = starts.times[place], starts.ids[place], said
        return Followed(it, age, (first - ended).total_seconds() if found else age, found, words)

    def began_after(self, it: IncidentSnapshot, day: date) -> bool:
        """Whether anything alike began on a later day (UTC), by any mark there is: what a fix is held against."""
        midnight, same = datetime.combine(day, time.max, UTC), self._same(it)
        starts = (self._starts[mark] for mark in self._marks(it) if mark in self._starts)
        return any(each.after(midnight, same) is not None for each in starts)

    def _marks(self, it: IncidentSnapshot) -> dict[str, str]:
        known = self._known.get(it.id)
        return alike_by(it) if known is None else known

    def _same(self, it: IncidentSnapshot) -> Collection[str]:
        """Itself, and what was merged into it or it into."""
        if it.links or it.id in self._merged:
            return {it.id, *it.merged, *self._merged.get(it.id, ())}
        return (it.id,)


def _words(known: Iterable[Mapping[str, str]], common: set[str]) -> set[str]:
    return {said for own in known for mark, said in own.items() if mark in common} if common else set()


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
    return Within(len(long_ago), len([each for each in long_ago if each.next and each.seconds <= seconds]))


def observations(found: Iterable[Followed]) -> list[Observation]:
    """For the curve: those that have not come back are censored."""
    return [Observation(each.seconds, bool(each.next)) for each in found]
