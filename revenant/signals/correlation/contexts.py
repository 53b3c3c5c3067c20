"""Which trace and request ids were seen lately, and by which services: remembered for a while, never for ever."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.signals.correlation.groups import Slot

Key = tuple[str, str]
_MOST = 200_000


class Contexts:
    """Ids of one sort. Two generations: the older one is forgotten as a whole when the younger one is old, or full."""

    def __init__(self, seconds: float, hub: int) -> None:
        self._seconds, self._hub = seconds, hub
        self._young: dict[Key, list[Slot]] = {}
        self._old: dict[Key, list[Slot]] = {}
        self._since = float("-inf")

    def met(self, key: Key, slot: Slot, at: float) -> list[Slot]:
        """The other slots in which this id was seen, and remember it for `slot`. Empty where there is nothing new."""
        known = self._young.get(key)
        if known is None:
            known = self._old.get(key, [])
            self._remember(key, known, at)
        if slot in known:
            return []
        others = known[:]
        if len(known) <= self._hub:
            known.append(slot)
        return others

    def is_hub(self, slots: list[Slot]) -> bool:
        """Whether an id seen in so many slots says nothing any more."""
        return len(slots) >= self._hub

    def _remember(self, key: Key, slots: list[Slot], at: float) -> None:
        if at - self._since > self._seconds or len(self._young) >= _MOST:
            self._old, self._young, self._since = self._young, {}, at
        self._young[key] = slots


def open_ones(slots: list[Slot], group: object) -> Iterator[Slot]:
    """Slots of other groups than `group` that are still open, the latest first."""
    return (slot for slot in reversed(slots) if slot.group is not group and not slot.group.is_over)
