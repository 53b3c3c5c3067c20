"""How far the action items of a postmortem have come, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from revenant.postmortems.actions import ActionItem


class Tally(NamedTuple):
    """How many there are, how many are done, of these verified, and how many will not be done."""

    written: int = 0
    done: int = 0
    verified: int = 0
    declined: int = 0

    @property
    def open(self) -> int:
        return self.written - self.done - self.declined

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))


def tally_of(actions: Iterable[ActionItem]) -> Tally:
    """The numbers of some action items; one that will not be done is not done, whatever its box says."""
    total = Tally()
    for item in actions:
        declined = "wontdo" in item.fields
        done = item.done and not declined
        total = total.plus(Tally(1, int(done), int(done and "verified" in item.fields), int(declined)))
    return total
