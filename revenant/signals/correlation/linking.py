"""What makes two groups one: a shared trace or request, or a dependency between them; and what forbids it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from revenant.signals.correlation.contexts import Contexts, open_ones
from revenant.signals.correlation.groups import Group, Slot
from revenant.signals.correlation.links import Cap, Link, Reason
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.signal import UNKNOWN, Signal

_NONE = timedelta()
Slots = Mapping[tuple[str, ...], Slot]


class Linker:
    """Looks from one slot to the others and joins their groups, or notes why it does not."""

    def __init__(self, windows: Windows, graph: Graph, slots: Slots) -> None:
        self._windows, self._graph, self._slots = windows, graph, slots
        self._traces = Contexts(windows.trace, windows.trace_hub)
        self._requests = Contexts(windows.trace, windows.trace_hub)

    def look_around(self, at: datetime, signal_id: str, slot: Slot) -> None:
        """Link to neighbours whose group is active: what the service needs, and what needs it."""
        if slot.service == UNKNOWN:
            return
        environment = slot.key[0]
        for service in self._graph.neighbours(slot.service):
            other = self._slots.get((environment, service))
            if other is None or other.group is slot.group or slot.group.is_apart_from(other.group):
                continue
            if self._is_fresh(at, other.group):
                self._join(slot, other, self._dependency(at, signal_id, slot, other))

    def _is_fresh(self, at: datetime, group: Group) -> bool:
        return at - group.last <= self._windows.causal and at - group.first <= self._windows.lifetime

    def _dependency(self, at: datetime, signal_id: str, slot: Slot, other: Slot) -> Link:
        forward = other.service in self._graph.dependencies(slot.service)
        needed = other.service if forward else slot.service
        apart = max(at - other.last, _NONE)
        limit = self._windows.causal
        return Link(Reason.DEPENDENCY, other.last_id, signal_id, other.service, slot.service, apart, needed, limit)

    def follow(self, at: datetime, signal: Signal, slot: Slot) -> None:
        """Link to the services that took part in the same trace or request."""
        if signal.trace_id:
            met = self._traces.met((signal.environment, signal.trace_id), slot, at)
            if met:
                self._meet(at, signal.id, slot, met, Reason.TRACE, signal.trace_id)
        if signal.request_id:
            met = self._requests.met((signal.environment, signal.request_id), slot, at)
            if met:
                self._meet(at, signal.id, slot, met, Reason.REQUEST, signal.request_id)

    def _meet(self, at: datetime, signal_id: str, slot: Slot, met: Sequence[Slot], reason: Reason, word: str) -> None:
        """Join the latest of the others that is still open; an id that is everywhere joins nothing."""
        other = next((each for each in open_ones(met, slot.group) if self._is_alive(at, each.group)), None)
        if other is None:
            return
        apart, limit = max(at - other.last, _NONE), self._windows.trace
        link = Link(reason, other.last_id, signal_id, other.service, slot.service, apart, word, limit)
        if self._traces.is_hub(met):
            slot.group.refuse(other.group, link, Cap.HUB, self._windows.trace_hub)
        else:
            self._join(slot, other, link)

    def _is_alive(self, at: datetime, group: Group) -> bool:
        return at - group.last <= self._windows.gap and at - group.first <= self._windows.lifetime

    def _join(self, slot: Slot, other: Slot, link: Link) -> None:
        """Make two groups one: the older one stays, unless a cap forbids it."""
        older, younger = sorted((slot.group, other.group), key=lambda group: group.age)
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
