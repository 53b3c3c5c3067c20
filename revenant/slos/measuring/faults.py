"""Flaws of measured values, summed up: of a million only how many there were, where the first is, what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from operator import itemgetter

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
Witness = Callable[[Flaw, int, str], None]


class Faults:
    """Gathers flaws by kind and outcome. `witness`, if given, is told of each with its line as it is found.

    `by_time`: what is said to be a line is a moment in microseconds, since all of a JSON file may be one line.
    """

    def __init__(self, path: str, witness: Witness | None = None, *, by_time: bool = False) -> None:
        self._path, self._witness, self._by_time = path, witness, by_time
        self._found: dict[tuple[Flaw, str], tuple[int, int]] = {}
        self._gaps = 0

    def add(self, flaw: Flaw, line: int, *, times: int = 1, words: str = "", detail: str = "") -> None:
        """Note it; `line` 0 is the whole file, `words` say what became of it where that is not what usually does.

        `detail`: what exactly is wrong, for the witness alone.
        """
        key = flaw, words or _OUTCOMES[flaw]
        before, first = self._found.get(key, (0, line))
        self._found[key] = before + times, min(first, line)
        if self._witness:
            self._witness(flaw, line, detail or key[1])

    def add_gap(self, line: int, micros: int) -> None:
        """Note a gap of so many microseconds before `line`."""
        self._gaps += micros
        self.add(Flaw.GAP, line)

    @property
    def all(self) -> list[Fault]:
        """In order of flaws; gaps with how long they are together."""
        order = list(Flaw)
        found = [
            (order.index(flaw), Fault(flaw, times, self._place(line), self._words(flaw, words)))
            for (flaw, words), (times, line) in self._found.items()
        ]
        return [fault for _, fault in sorted(found, key=itemgetter(0))]

    def _place(self, line: int) -> str:
        if line and self._by_time:
            return f"{self._path} at {format_time(moment(line))}"
        return f"{self._path}:{line}" if line else self._path

    def _words(self, flaw: Flaw, words: str) -> str:
        if flaw is not Flaw.GAP or not self._gaps:
            return words
        return f"{words}, {format_duration(timedelta(microseconds=self._gaps))} in all"
