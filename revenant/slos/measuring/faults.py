"""Flaws of measured values, summed up: of a million only how many there were, where the first is, what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from revenant.core.times import format_duration, format_time
from revenant.slos.measuring.moments import moment
from revenant.slos.usage import Fault, Flaw

_OUTCOMES = {
    Flaw.GAP: "not measured",
    Flaw.DUPLICATE: "counted once",
    Flaw.OVERLAP: "time that an earlier period covers is not counted again",
    Flaw.COUNTER_RESET: "what was counted since is the increase",
    Flaw.FUTURE: "not counted until it is over",
    Flaw.MORE_GOOD_THAN_TOTAL: "not counted",
    Flaw.NEGATIVE: "not counted",
    Flaw.BACKWARDS: "not counted",
    Flaw.OUT_OF_ORDER: "sorted, and counted",
    Flaw.UNREADABLE: "not counted",
    Flaw.LONGER_THAN_SLICE: "tells nothing of slices, not counted",
    Flaw.NO_EVENTS: "a slice of them alone is not bad",
    Flaw.WARNING: "of Prometheus itself; what it gave is counted",
}
_ORDER = {flaw: number for number, flaw in enumerate(Flaw)}


class Seen(NamedTuple):
    """A flaw with one outcome: how many times, the first and the last line, what exactly is wrong in the first."""

    flaw: Flaw
    words: str
    times: int
    line: int
    last: int
    detail: str


class Faults:
    """Gathers flaws by kind and outcome.

    `by_time`: what is said to be a line is a moment in microseconds, since all of a JSON file may be one line.
    """

    def __init__(self, path: str, *, by_time: bool = False) -> None:
        self._path, self._by_time = path, by_time
        self._found: dict[tuple[Flaw, str], Seen] = {}
        self._gaps = 0

    def add(self, flaw: Flaw, line: int, *, times: int = 1, words: str = "", detail: str = "") -> None:
        """Note it; `line` 0 is the whole file, `words` say what became of it where that is not what usually does."""
        key = flaw, words or _OUTCOMES[flaw]
        before = self._found.get(key)
        if before is None:
            self._found[key] = Seen(*key, times, line, line, detail)
        elif line < before.line:
            self._found[key] = before._replace(times=before.times + times, line=line, detail=detail)
        else:
            self._found[key] = before._replace(times=before.times + times, last=max(before.last, line))

    def add_gap(self, line: int, micros: int) -> None:
        """Note a gap of so many microseconds before `line`."""
        self._gaps += micros
        self.add(Flaw.GAP, line)

    @property
    def seen(self) -> list[Seen]:
        """In order of flaws; gaps with how long they are together."""
        found = [each._replace(words=self._words(each)) for each in self._found.values()]
        return sorted(found, key=lambda each: _ORDER[each.flaw])

    @property
    def all(self) -> list[Fault]:
        """The same as they are told beside what was measured."""
        return [Fault(each.flaw, each.times, self._place(each.line), each.words) for each in self.seen]

    def _place(self, line: int) -> str:
        if line and self._by_time:
            return f"{self._path} at {format_time(moment(line))}"
        return f"{self._path}:{line}" if line else self._path

    def _words(self, seen: Seen) -> str:
        if seen.flaw is not Flaw.GAP or seen.words != _OUTCOMES[Flaw.GAP]:
            return seen.words
        return f"{seen.words}, {format_duration(timedelta(microseconds=self._gaps))} in all"
