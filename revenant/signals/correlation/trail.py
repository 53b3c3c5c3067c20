"""Why two signals are in one group: the chain of reasons between them; or what keeps them apart."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from msgspec import Struct

from revenant.core.times import format_duration
from revenant.signals.correlation.groups import Group, Slot
from revenant.signals.correlation.links import Link
from revenant.signals.signal import Signal


class Sighting(NamedTuple):
    """A signal that was looked for, and the slot that took it; None where none did."""

    signal: Signal
    slot: Slot | None


class Explanation(Struct, frozen=True):
    """`chain` leads from the first signal's service to the second's; `apart` says why there is none."""

    one: Signal
    two: Signal
    group: str
    chain: list[Link]
    apart: str = ""

    @property
    def confidence(self) -> float:
        """How much to trust that both belong together: as much as the weakest link."""
        return 0.0 if self.apart else min((link.confidence for link in self.chain), default=0.8)


class Trail:
    """A witness that remembers where a few signals went."""

    def __init__(self, ids: Iterable[str], gap: timedelta) -> None:
        self._wanted, self._gap = frozenset(ids), gap
        self.found: dict[str, Sighting] = {}

    def __call__(self, signal: Signal, slot: Slot | None) -> None:
        """Take note of a signal that is wanted."""
        if signal.id in self._wanted:
            self.found.setdefault(signal.id, Sighting(signal, slot))

    def explain(self, one: str, two: str) -> Explanation:
        """The reasons between two signals that were both seen, once their groups are over."""
        a, b = self.found[one], self.found[two]
        if a.slot is None or b.slot is None:
            alone = a.signal if a.slot is None else b.signal
            return Explanation(a.signal, b.signal, "", [], f"{alone.id} is in no group: {_why_alone(alone)}")
        if a.slot.group is not b.slot.group:
            why = _shared(a.signal, b.signal) or _why_apart(a.slot, b.slot, self._gap)
            return Explanation(a.signal, b.signal, "", [], why)
        chain = shortest(a.slot.group.links, a.slot.service, b.slot.service)
        return Explanation(a.signal, b.signal, a.slot.group.id, chain)


def shortest(links: Iterable[Link], start: str, goal: str) -> list[Link]:
    """The fewest links that lead from one service to another; empty where they are the same."""
    ways: dict[str, list[tuple[str, Link]]] = {}
    for link in links:
        ways.setdefault(link.service_a, []).append((link.service_b, link))
        ways.setdefault(link.service_b, []).append((link.service_a, link))
    known: dict[str, list[Link]] = {start: []}
    ahead = deque([start])
    while ahead and goal not in known:
        here = ahead.popleft()
        for service, link in ways.get(here, []):
            if service not in known:
                known[service] = [*known[here], link]
                ahead.append(service)
    return known.get(goal, [])


def _why_alone(signal: Signal) -> str:
    if signal.is_unhealthy:
        return "it came too late for what was open at its time"
    return "changes, good news and word that an alert is over open none"


def _shared(one: Signal, two: Signal) -> str:
    """A trace or request that both name and that did not link them all the same."""
    if one.environment != two.environment:
        return ""
    for word, a, b in (("trace", one.trace_id, two.trace_id), ("request", one.request_id, two.request_id)):
        if a and a == b:
            return f"both name {word} {a}, but too many services do, or they are too far apart in time"
    return ""


def _why_apart(a: Slot, b: Slot, gap: timedelta) -> str:
    one, two = a.group, b.group
    refused = one.refused.get(two.id) or two.refused.get(one.id)
    if refused is not None:
        return refused.words
    if one.environment != two.environment:
        return f"one is in {one.environment}, the other in {two.environment}"
    first, second = _in_order(one, two)
    silence = second.first.at - first.last
    if silence > gap:
        return f"the one group had been silent for {format_duration(silence)} when the other began"
    return f"no trace, request or dependency links {a.service} and {b.service} or what is grouped with them"


def _in_order(one: Group, two: Group) -> tuple[Group, Group]:
    return (one, two) if one.rank <= two.rank else (two, one)
