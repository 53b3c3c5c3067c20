"""What the rules for measured values look at: one file, and what was found wrong while it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, overload

from revenant.linting.engine import Finding
from revenant.slos.measuring.faults import Seen
from revenant.slos.usage import Flaw


class Rows(Sequence[str]):
    """The lines of a long file of which only some are known, those that are shown; counted from 0."""

    def __init__(self, known: Mapping[int, str]) -> None:
        self._known = known

    def __len__(self) -> int:
        return max(self._known, default=-1) + 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self._known.get(each, "") for each in range(*place.indices(len(self)))]
        if place >= len(self):
            raise IndexError(place)
        return self._known.get(place, "")


class DataSubject(NamedTuple):
    """A file of slos/data, whose name means the SLO `slo`; `slos` are those there are.

    `hidden_by`: another file of the same SLO that is read instead of this one; empty where this one is read.
    """

    path: str
    rows: Sequence[str]
    seen: Sequence[Seen]
    slo: str
    slos: Collection[str]
    hidden_by: str = ""

    def findings(self, flaw: Flaw, message: str, hint: str) -> Iterator[Finding]:
        """One finding for each outcome of a flaw, where it is first, with how many there are."""
        for each in self.seen:
            if each.flaw is flaw:
                said = f"{each.detail or message}: {each.words}"
                last = f", the last in line {each.last}" if each.line else ""
                more = f"; {each.times} times{last}" if each.times > 1 else ""
                yield Finding(each.line, 1 if each.line else 0, said + more, hint)
