"""The streaming engine: signals in order of time, one by one, into groups; a group leaves when it has fallen silent.

Per signal the work is one dictionary look-up, and per touched service one per neighbour. What is kept is what is
open: groups, their slots and series, and the ids seen lately.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TypeAlias

from msgspec import Struct

from revenant.signals.correlation.groups import FOREVER, NEVER, Group, Key, Series, Slot, key_of, shared_key
from revenant.signals.correlation.linking import Linker
from revenant.signals.correlation.links import Cap
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.signal import UNKNOWN, Kind, Signal, State, essence

# Told of every signal and of the slot that took it; of None where none did.
Witness: TypeAlias = Callable[[Signal, Slot | None], None]
_TIME = attrgetter("at")
_MOST_CHANGES = 10_000


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
        self._slots: dict[Key, Slot] = {}
        self._series: dict[Key, Series] = {}
        self._open: list[Group] = []
        self._linker = Linker(windows, graph, self._slots)
        self.recent_changes: deque[Signal] = deque(maxlen=_MOST_CHANGES)
        self._now = self._swept = NEVER
        self._last = "", NEVER

    def feed(self, batch: Sequence[Signal]) -> Iterator[Group]:
        """Take signals in order; yields the groups that are over by then, oldest first.

        Most signals repeat one that their slot has seen moments before: those are counted right here.
        """
        in_time = bisect_left(batch, self._now, key=_TIME)
        for signal in batch[:in_time]:
            self._take_late(signal)
        batch = batch[in_time:]
        (last_id, last_at), witness, follow = self._last, self._witness, self._linker.follow
        for signal, series in zip(batch, map(self._series.get, map(key_of, batch)), strict=True):
            signal_id, at = signal.id, signal.at
            if signal_id == last_id and at == last_at:  # in order of time and id a repeat stands beside its original
                self.tally.repeats += 1
                continue
            last_id, last_at = signal_id, at
            if series is not None:
                slot = series.slot
                if at <= slot.calm_until or self._goes_on(signal, slot):
                    series.count += 1
                    series.last = slot.last = slot.group.last = at
                    slot.last_id = signal_id
                    if signal.trace_id or signal.request_id:
                        follow(signal, slot)
                    if witness is not None:
                        witness(signal, slot)
                    continue
            if signal.at - self._swept > self._windows.gap:
                yield from self._sweep(signal.at)
            self._take(signal)
        self._last = last_id, last_at
        self._now = batch[-1].at if batch else self._now
        self.tally.signals += len(batch) + in_time

    def finish(self) -> Iterator[Group]:
        """The groups that are still open when the input ends, oldest first."""
        yield from self._sweep(FOREVER)

    def _take(self, signal: Signal) -> None:
        slot: Slot | None
        if signal.is_unhealthy:
            slot, key = self._slot(signal), shared_key(signal)
            series = slot.take(signal, key)
            if not series.is_rest:  # what is told apart no more is found through its slot: there is no end to its keys
                self._series[key] = series
            if signal.trace_id or signal.request_id:
                self._linker.follow(signal, slot)
        else:
            slot = self._stand_by(signal)
        if self._witness is not None:
            self._witness(signal, slot)

    def _slot(self, signal: Signal) -> Slot:
        """The open slot of the signal's service, or a new one."""
        slot = self._slots.get(_where(signal))
        if slot is None or slot.group.silence(signal.at) > self._windows.gap:
            return self._begin(signal)
        if slot.group.age(signal.at) > self._windows.lifetime:
            fresh = self._begin(signal)
            fresh.group.refuse(slot.group, None, Cap.LIFETIME, self._windows.lifetime)
            return fresh
        if signal.at > slot.calm_until:
            self._look_around(signal, slot)
        return slot

    def _goes_on(self, signal: Signal, slot: Slot) -> bool:
        """Whether a slot seen moments ago is still open; its neighbours are looked at again."""
        at, group = signal.at, slot.group
        if at - group.last > self._windows.gap or at - group.first.at > self._windows.lifetime:
            return False
        self._look_around(signal, slot)
        return True

    def _begin(self, signal: Signal) -> Slot:
        slot = self._place(signal)
        self._look_around(signal, slot)
        return slot

    def _place(self, signal: Signal) -> Slot:
        where = _where(signal)
        slot = self._slots[where] = Slot(where, signal, self._linker.around(signal))
        self._open.append(slot.group)
        return slot

    def _look_around(self, signal: Signal, slot: Slot) -> None:
        """Link to neighbours; then the slot is calm for a while, and what repeats in it links nothing."""
        self._linker.look_around(signal, slot)
        slot.calm_until = min(signal.at + self._windows.touch, slot.group.first.at + self._windows.lifetime)

    def _take_late(self, signal: Signal) -> None:
        """A signal behind the others joins what was open at its time, and links nothing."""
        self.tally.late += 1
        slot: Slot | None = self._slots.get(_where(signal))
        if not signal.is_unhealthy:
            slot = self._stand_by(signal)
        elif slot is not None and not slot.group.covers(signal.at, self._windows.gap):
            self.tally.left_out += 1
            slot = None
        else:
            slot = slot or self._place(signal)
            slot.take(signal, shared_key(signal))
            slot.group.late += 1
        if self._witness is not None:
            self._witness(signal, slot)

    def _stand_by(self, signal: Signal) -> Slot | None:
        """What never opens and never links: changes, good news, and word that an alert is over."""
        if signal.kind is Kind.EVENT:
            self.tally.changes += 1
            self.recent_changes.append(essence(signal))
            return None
        slot = self._slots.get(_where(signal))
        if slot is not None and not slot.group.covers(signal.at, self._windows.gap):
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
        over = [group for group in alive if group.silence(at) > self._windows.gap]
        self._open = [group for group in alive if group.silence(at) <= self._windows.gap]
        for group in sorted(over, key=attrgetter("rank")):
            self._close(group)
            yield group

    def _close(self, group: Group) -> None:
        group.is_over = True
        for slot in group.slots:
            if self._slots.get(slot.key) is slot:
                del self._slots[slot.key]
            for key, series in slot.series.items():
                if self._series.get(key) is series:
                    del self._series[key]


def _where(signal: Signal) -> Key:
    """Where a signal is counted. Without a service, each name stands for itself."""
    if signal.service == UNKNOWN:
        return signal.environment, UNKNOWN, signal.name
    return signal.environment, signal.service
