"""Which trace and request ids were seen lately, and by which services: remembered for a while, never for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from revenant.signals.correlation.groups import NEVER, Group, Slot

_MOST = 200_000


class Contexts:
    """Ids of one sort. Two generations: the older one is forgotten as a whole when the younger one is old, or full.

    Most ids are seen in one slot only, so that one stands for itself; more of them stand in a tuple.
    """

    def __init__(self, span: timedelta, hub: int) -> None:
        self._span, self._hub = span, hub
        self._young: dict[str, Slot | tuple[Slot, ...]] = {}
        self._old: dict[str, Slot | tuple[Slot, ...]] = {}
        self._since = NEVER

    def met(self, word: str, slot: Slot, at: datetime) -> Sequence[Slot]:
        """The slots in which this id was seen before, if `slot` is not one of them, and remember it for `slot`."""
        known = self._young.get(word)
        if known is slot:
            return ()
        if known is None:
            if at - self._since > self._span or len(self._young) >= _MOST:
                self._old, self._young, self._since = self._young, {}, at
            known = self._old.get(word) if self._old else None
            if known is None or known is slot:
                self._young[word] = slot
                return ()
        slots = known if isinstance(known, tuple) else (known,)
        if slot in slots:
            return ()
        self._young[word] = (*slots, slot) if len(slots) < self._hub else slots
        return slots

    def is_hub(self, slots: Sequence[Slot]) -> bool:
        """Whether an id seen in so many slots says nothing any more."""
        return len(slots) >= self._hub


def open_ones(slots: Sequence[Slot], group: Group) -> Iterator[Slot]:
    """Slots of other groups in the same environment that are still open, the latest first."""
    return (
        slot
        for slot in reversed(slots)
        if slot.group is not group and not slot.group.is_over and slot.group.environment == group.environment
    )
