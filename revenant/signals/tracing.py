"""Which service calls which, as spans show it: parent and child in two services, else the peer a client names.

Pairs of client and server spans miss databases and span kinds that are wrong; parent and child do not. Spans
may come in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from revenant.signals.catalogue import Kind, Service
from revenant.signals.signal import UNKNOWN, Signal
from revenant.signals.signal import Kind as Sort
from revenant.signals.sources.shapes import first_text

_DATABASE = ("db.system", "db.system.name")
_QUEUE = ("messaging.system",)
_ADDRESS = ("server.address", "net.peer.name")
_CALLERS = ("client", "producer", "")


class Edge(NamedTuple):
    """One service calls another: how often that was seen, and by what it was known."""

    dependent: str
    dependency: str
    calls: int
    known_by: str
    kind: Kind | None


class _Peer(NamedTuple):
    """What a span says it called."""

    name: str
    known_by: str
    kind: Kind | None


class Calls:
    """Collects spans, then says which edges they show."""

    def __init__(self) -> None:
        self.spans = 0
        self.unnamed = 0  # spans whose service is unknown: they show no edge
        self.orphans = 0  # spans whose parent was never seen
        self._services: dict[tuple[str, str], str] = {}
        self._children: list[tuple[str, str, str]] = []
        self._peers: dict[tuple[str, str], _Peer] = {}

    def add(self, signal: Signal) -> None:
        """Note a span; any other signal says nothing about calls."""
        span = str(signal.attributes.get("span_id", ""))
        if signal.kind is not Sort.TRACE or not span or not signal.trace_id:
            return
        self.spans += 1
        if signal.service == UNKNOWN:
            self.unnamed += 1
            return
        self._services[signal.trace_id, span] = signal.service
        if parent := str(signal.attributes.get("parent_span_id", "")):
            self._children.append((signal.trace_id, parent, signal.service))
        peer = _peer(signal.attributes)
        if peer is not None and peer.name != signal.service:
            self._peers[signal.trace_id, span] = peer

    def edges(self) -> list[Edge]:
        """Every edge, the most frequent first. A peer's name counts only where no span of the other side was seen."""
        counts: Counter[tuple[str, str, str, Kind | None]] = Counter()
        self.orphans, answered = 0, set()
        for trace, parent, service in self._children:
            caller = self._services.get((trace, parent))
            if caller is None:
                self.orphans += 1
            elif caller != service:
                answered.add((trace, parent))
                counts[caller, service, "spans", None] += 1
        for key, peer in self._peers.items():
            if key not in answered:
                counts[self._services[key], peer.name, peer.known_by, peer.kind] += 1
        found = (Edge(one, other, calls, how, kind) for (one, other, how, kind), calls in counts.items())
        return sorted(_joined(found), key=lambda edge: (-edge.calls, edge.dependent, edge.dependency))


def as_services(edges: Iterable[Edge]) -> list[Service]:
    """Edges as entries that a catalogue can take up."""
    found: dict[str, Service] = {}
    for edge in edges:
        before = found.get(edge.dependent, Service(name=edge.dependent))
        found[edge.dependent] = Service(
            name=edge.dependent, kind=before.kind, depends_on=[*before.depends_on, edge.dependency]
        )
        if edge.kind and edge.dependency not in found:
            found[edge.dependency] = Service(name=edge.dependency, kind=edge.kind)
    return list(found.values())


def _joined(edges: Iterable[Edge]) -> Iterable[Edge]:
    """One edge for each pair, however it was known; what spans show comes first."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=lambda edge: edge.known_by != "spans"):
        pair = (edge.dependent, edge.dependency)
        first = best.get(pair)
        best[pair] = first._replace(calls=first.calls + edge.calls, kind=first.kind or edge.kind) if first else edge
    return best.values()


def _peer(attributes: dict[str, Any]) -> _Peer | None:
    """What a calling span names: its peer service, else the database's or queue's address, else only its make."""
    if str(attributes.get("span_kind", "")) not in _CALLERS:
        return None
    kind: Kind | None = None
    database, queue = first_text(attributes, *_DATABASE), first_text(attributes, *_QUEUE)
    if database or queue:
        kind = "database" if database else "queue"
    if peer := first_text(attributes, "peer.service"):
        return _Peer(peer, "peer.service", kind)
    if kind is None:
        return None
    address = _host(first_text(attributes, *_ADDRESS))
    return _Peer(address, "address", kind) if address else _Peer(database or queue, f"{kind} system", kind)


def _host(address: str) -> str:
    """The first label of a host's name; an IP address or this host itself is no name."""
    first = address.partition(".")[0]
    return "" if not first or first.isdigit() or ":" in address or first == "localhost" else first
