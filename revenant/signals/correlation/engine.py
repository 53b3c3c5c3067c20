"""The streaming engine: signals in order of time, one by one, into groups; a group leaves when it has fallen silent.

Per signal the work is a few dictionary look-ups, and per touched service one per neighbour. What is kept is what
is open: groups, their slots, and the ids seen lately.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from revenant.signals.correlation.groups import FOREVER, NEVER, Group, Slot
from revenant.signals.correlation.linking import Linker
from revenant.signals.correlation.links import Cap
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.signal import UNKNOWN, Kind, Signal, State

# Told of every signal and of the slot that took it; of None where none did.
Witness: TypeAlias = Callable[[Signal, Slot | None], None]


class Tally(Struct):
    """How many signals there were, and of which sort. What was left out is in no group."""

    signals: int = 0
    repeats: int = 0
    late: int = 0
    left_out: int = 0
    healthy: int = 0
    resolved: int = 0
    changes: int = 0


class Correlator:
    """Groups signals. Feed it in order of time and id; whatever is older than what it saw last is late."""

    def __init__(self, windows: Windows, graph: Graph, witness: Witness | None = None) -> None:
        self.tally = Tally()
        self._windows, self._witness = windows, witness
        self._slots: dict[tuple[str, ...], Slot] = {}
        self._open: list[Group] = []
        self._linker = Linker(windows, graph, self._slots)
        self._now = self._swept = NEVER
        self._last_id = ""

    def feed(self, batch: Sequence[Signal]) -> Iterator[Group]:
        """Take signals; yields the groups that are over by then, oldest first.

        Most signals repeat what their slot has seen before, and are counted there without a second look.
        """
        slots, witness, follow, last_id = self._slots, self._witness, self._linker.follow, self._last_id
        for signal in batch:
            if signal.id == last_id:  # in order of time and id a repeat stands beside its original
                self.tally.repeats += 1
                continue
            at, last_id = signal.at, signal.id
            slot = slots.get((signal.environment, signal.service))
            if slot is None or not slot.count_repeat(at, signal):
                if at - self._swept > self._windows.gap:
                    yield from self._sweep(at)
                slot = self._take(at, signal)
            elif signal.trace_id or signal.request_id:
                follow(at, signal, slot)
            if witness is not None:
                witness(signal, slot)
        self._last_id = last_id
        self.tally.signals += len(batch)

    def finish(self) -> Iterator[Group]:
        """The groups that are still open when the input ends, oldest first."""
        yield from self._sweep(FOREVER)

    def _take(self, at: datetime, signal: Signal) -> Slot | None:
        if not signal.is_unhealthy:
            return self._stand_by(at, signal)
        if at < self._now:
            return self._take_late(at, signal)
        self._now = at
        slot = self._slot(at, signal)
        slot.take(at, signal)
        if signal.trace_id or signal.request_id:
            self._linker.follow(at, signal, slot)
        return slot

    def _slot(self, at: datetime, signal: Signal) -> Slot:
        """The open slot of the signal's service, or a new one."""
        key = _key(signal)
        slot = self._slots.get(key)
        if slot is None or at - slot.group.last > self._windows.gap:
            return self._begin(key, at, signal)
        if at - slot.group.first > self._windows.lifetime:
            fresh = self._begin(key, at, signal)
            fresh.group.refuse(slot.group, None, Cap.LIFETIME, self._windows.lifetime)
            return fresh
        if at > slot.calm_until:
            self._look_around(at, signal, slot)
        return slot

    def _begin(self, key: tuple[str, ...], at: datetime, signal: Signal) -> Slot:
        slot = self._slots[key] = Slot(key, signal.service, at, signal.id)
        self._open.append(slot.group)
        self._look_around(at, signal, slot)
        return slot

    def _look_around(self, at: datetime, signal: Signal, slot: Slot) -> None:
        """Link to neighbours; then the slot is calm for a while, and what repeats in it links nothing."""
        self._linker.look_around(at, signal.id, slot)
        slot.calm_until = min(at + self._windows.touch, slot.group.first + self._windows.lifetime)

    def _take_late(self, at: datetime, signal: Signal) -> Slot | None:
        """A signal behind the others joins what was open at its time, and links nothing."""
        self.tally.late += 1
        key = _key(signal)
        slot = self._slots.get(key)
        if slot is None:
            slot = self._slots[key] = Slot(key, signal.service, at, signal.id)
            self._open.append(slot.group)
        elif not slot.group.covers(at, self._windows.gap):
            self.tally.left_out += 1
            return None
        slot.take(at, signal)
        slot.group.late += 1
        return slot

    def _stand_by(self, at: datetime, signal: Signal) -> Slot | None:
        """What never opens and never links: changes, good news, and word that an alert is over."""
        if signal.kind is Kind.EVENT:
            self.tally.changes += 1
            return None
        slot = self._slots.get(_key(signal))
        if slot is not None and not slot.group.covers(at, self._windows.gap):
            slot = None
        if signal.status is State.RESOLVED:
            self.tally.resolved += 1
            if slot is not None:
                slot.resolve(signal)
        else:
            self.tally.healthy += 1
            if slot is not None:
                slot.group.healthy += 1
        return slot

    def _sweep(self, at: datetime) -> Iterator[Group]:
        """Let go of every group that has been silent for longer than the gap."""
        self._swept = at
        alive = [group for group in self._open if not group.is_over]
        over = [group for group in alive if at - group.last > self._windows.gap]
        self._open = [group for group in alive if at - group.last <= self._windows.gap]
        for group in sorted(over, key=lambda group: group.age):
            self._close(group)
            yield group

    def _close(self, group: Group) -> None:
        group.is_over = True
        for slot in group.slots:
            if self._slots.get(slot.key) is slot:
                del self._slots[slot.key]


def _key(signal: Signal) -> tuple[str, ...]:
    """Where a signal is counted. Without a service, each name stands for itself."""
    if signal.service == UNKNOWN:
        return signal.environment, UNKNOWN, signal.name
    return signal.environment, signal.service
