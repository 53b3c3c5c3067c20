"""Which trace and request ids were seen lately, and by which services: remembered for a while, never for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from revenant.signals.correlation.groups import NEVER, Group, Slot

Key = tuple[str, str]
_MOST = 200_000


class Contexts:
    """Ids of one sort. Two generations: the older one is forgotten as a whole when the younger one is old, or full.

    Most ids are seen in one slot only, so that one stands for itself; more of them stand in a tuple.
    """

    def __init__(self, span: timedelta, hub: int) -> None:
        self._span, self._hub = span, hub
        self._young: dict[Key, Slot | tuple[Slot, ...]] = {}
        self._old: dict[Key, Slot | tuple[Slot, ...]] = {}
        self._since = NEVER

    def met(self, key: Key, slot: Slot, at: datetime) -> Sequence[Slot]:
        """The slots in which this id was seen before, if `slot` is not one of them, and remember it for `slot`."""
        known = self._young.get(key)
        if known is slot:
            return ()
        if known is None:
            known = self._old.get(key)
            if known is None or known is slot:
                self._remember(key, slot, at)
                return ()
        slots = known if isinstance(known, tuple) else (known,)
        if slot in slots:
            return ()
        self._remember(key, (*slots, slot) if len(slots) <= self._hub else slots, at)
        return slots

    def is_hub(self, slots: Sequence[Slot]) -> bool:
        """Whether an id seen in so many slots says nothing any more."""
        return len(slots) >= self._hub

    def _remember(self, key: Key, slots: Slot | tuple[Slot, ...], at: datetime) -> None:
        if at - self._since > self._span or len(self._young) >= _MOST:
            self._old, self._young, self._since = self._young, {}, at
        self._young[key] = slots


def open_ones(slots: Sequence[Slot], group: Group) -> Iterator[Slot]:
    """Slots of other groups than `group` that are still open, the latest first."""
    return (slot for slot in reversed(slots) if slot.group is not group and not slot.group.is_over)
