"""One layer of a schedule: people who take turns, within certain hours, as long as the layer is in effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from revenant.oncall.restriction import Restriction
from revenant.oncall.rotation import LENGTHS, Rotation, Turn, Unit
from revenant.oncall.stretches import People, Stretch, combine, tiled

_WEEK_OF = {Unit.HOUR: 7 * 24, Unit.DAY: 7, Unit.WEEK: 1}


class Layer(Struct, frozen=True, kw_only=True, dict=True):
    """`members` take turns; one of them may be several people who are on call together.

    `since` and `until` are the dates it is in effect, in UTC. Of layers with the same `priority` all are on call, else
    the one with the highest that has anybody. `active`: only the hours, days or weeks of which a part lies within the
    restriction are counted as turns; else every one is.
    """

    name: str
    rotation: Rotation
    members: tuple[People, ...]
    restriction: Restriction | None = None
    active: bool = False
    since: datetime
    until: datetime | None = None
    priority: int = 1

    def people_at(self, at: datetime) -> People:
        """Who of this layer is on call at an instant."""
        if not self.members or at < self.since or (self.until is not None and at >= self.until):
            return ()
        if self.restriction is not None and not self.restriction.allows(at):
            return ()
        if self._counts_active:
            return self._whose(self._active_turn(self._units.number_at(at)))
        return self._whose(self.rotation.number_at(at))

    def tiling(self, since: datetime, until: datetime) -> list[Stretch]:
        """Who of this layer is on call from one instant to another, without holes."""
        first, last = max(since, self.since), min(until, self.until or until)
        if not self.members or first >= last:
            return [Stretch(since, until, ())]
        turns = [Stretch(start, end, self._whose(number)) for number, start, end in self._turns(first, last)]
        found = tiled(turns, first, last)
        if self.restriction is not None:
            spans = (Stretch(start, end, ("",)) for start, end in self.restriction.spans(first, last))
            found = combine(found, tiled(spans, first, last), lambda people, allowed: people if allowed else ())
        return found if (first, last) == (since, until) else tiled(found, since, until)

    def _whose(self, number: int) -> People:
        return self.members[number % len(self.members)]

    def _turns(self, since: datetime, until: datetime) -> Iterator[Turn]:
        if all(each == self.members[0] for each in self.members):  # nobody hands over to anybody
            return iter([Turn(0, since, until)])
        if not self._counts_active:
            return self.rotation.turns(since, until)
        units = self._units.turns(since, until)
        return (Turn(self._active_turn(number), start, end) for number, start, end in units)

    # --- turns counted in active units ------------------------------------------------------

    @property
    def _counts_active(self) -> bool:
        """Every month has every hour of the week, so that there is nothing to skip."""
        return self.active and self.restriction is not None and self.rotation.unit is not Unit.MONTH

    @cached_property
    def _units(self) -> Rotation:
        return replace(self.rotation, count=1)

    @cached_property
    def _passed(self) -> list[int]:
        """Of one week's units, how many active ones came before each, and in all: it is the same every week."""
        unit = self.rotation.unit
        found = [0]
        for number in range(_WEEK_OF[unit]):
            start = self._units.local_handoff(number)
            touched = self.restriction is not None and self.restriction.touches(start, start + LENGTHS[unit])
            found.append(found[-1] + touched)
        return found

    def _active_turn(self, unit: int) -> int:
        """The number of the turn that a unit belongs to."""
        weeks, rest = divmod(unit, len(self._passed) - 1)
        return (weeks * self._passed[-1] + self._passed[rest]) // self.rotation.count
