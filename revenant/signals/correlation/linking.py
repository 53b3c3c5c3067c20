"""What makes two groups one: a shared trace or request, or a dependency between them; and what forbids it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from revenant.signals.correlation.contexts import Contexts, open_ones
from revenant.signals.correlation.groups import Group, Key, Slot
from revenant.signals.correlation.links import Cap, Link, Reason
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.signal import UNKNOWN, Signal

_NONE = timedelta()
Slots = Mapping[Key, Slot]


class Linker:
    """Looks from one slot to the others and joins their groups, or notes why it does not."""

    def __init__(self, windows: Windows, graph: Graph, slots: Slots) -> None:
        self._windows, self._graph, self._slots = windows, graph, slots
        self._traces = Contexts(windows.trace, windows.trace_hub)
        self._requests = Contexts(windows.trace, windows.trace_hub)

    def around(self, signal: Signal) -> list[Key]:
        """Where the neighbours of a signal's service are counted: what it needs, and what needs it."""
        if signal.service == UNKNOWN:
            return []
        return [(signal.environment, service) for service in self._graph.neighbours(signal.service)]

    def look_around(self, signal: Signal, slot: Slot) -> None:
        """Link to neighbours whose group is active."""
        for key in slot.around:
            other = self._slots.get(key)
            if other is None or other.group is slot.group or other.group.id in slot.group.apart:
                continue
            if self._is_active(signal.at, other.group, self._windows.causal):
                self._join(slot, other, self._dependency(signal, slot, other))

    def _is_active(self, at: datetime, group: Group, window: timedelta) -> bool:
        return group.silence(at) <= window and group.age(at) <= self._windows.lifetime

    def _dependency(self, signal: Signal, slot: Slot, other: Slot) -> Link:
        forward = other.service in self._graph.dependencies(slot.service)
        needed = other.service if forward else slot.service
        return _link(Reason.DEPENDENCY, other, signal, needed, self._windows.causal)

    def follow(self, signal: Signal, slot: Slot) -> None:
        """Link to the services that took part in the same trace or request."""
        if signal.trace_id:
            met = self._traces.met(signal.trace_id, slot, signal.at)
            if met:
                self._meet(signal, slot, met, Reason.TRACE, signal.trace_id)
        if signal.request_id:
            met = self._requests.met(signal.request_id, slot, signal.at)
            if met:
                self._meet(signal, slot, met, Reason.REQUEST, signal.request_id)

    def _meet(self, signal: Signal, slot: Slot, met: Sequence[Slot], reason: Reason, word: str) -> None:
        """Join the latest of the others that is still open; an id that is everywhere joins nothing."""
        candidates = open_ones(met, slot.group)
        other = next((it for it in candidates if self._is_active(signal.at, it.group, self._windows.gap)), None)
        if other is None:
            return
        link = _link(reason, other, signal, word, self._windows.trace)
        if self._traces.is_hub(met):
            slot.group.refuse(other.group, link, Cap.HUB, self._windows.trace_hub)
        else:
            self._join(slot, other, link)

    def _join(self, slot: Slot, other: Slot, link: Link) -> None:
        """Make two groups one: the older one stays, unless a cap forbids it."""
        older, younger = sorted((slot.group, other.group), key=attrgetter("rank"))
        cap = self._forbidding(slot, other, link)
        if cap is not None:
            younger.refuse(older, link, *cap)
            return
        older.absorb(younger)
        older.links.append(link)

    def _forbidding(self, slot: Slot, other: Slot, link: Link) -> tuple[Cap, int] | None:
        windows, one, two = self._windows, slot.group, other.group
        if len(one.slots) + len(two.slots) > windows.max_services:
            return Cap.SERVICES, windows.max_services
        if one.count + two.count > windows.max_signals:
            return Cap.SIGNALS, windows.max_signals
        if link.reason is Reason.DEPENDENCY and len(one.slots) > 1 and len(two.slots) > 1:
            needs = other if link.detail == slot.service else slot
            if len(self._graph.dependencies(needs.service)) > windows.hub:
                return Cap.HUB, windows.hub
        return None


def _link(reason: Reason, other: Slot, signal: Signal, detail: str, limit: timedelta) -> Link:
    apart = max(signal.at - other.last, _NONE)
    return Link(reason, other.last_id, signal.id, other.service, signal.service, apart, detail, limit)
