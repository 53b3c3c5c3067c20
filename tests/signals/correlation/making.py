"""Signals for tests, and a correlator run over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from revenant.signals.correlation.cluster import Cluster, cluster_of
from revenant.signals.correlation.engine import Correlator, Witness
from revenant.signals.correlation.ordering import in_content_order, in_order
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.signal import Gravity, Kind, Signal

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHAIN = Graph({"web": ["checkout"], "checkout": ["payments"], "payments": ["database"]})


def signal(at: float, service: str = "checkout", **more: Any) -> Signal:
    """A signal so many seconds after the start; its id says when and where unless one is given."""
    fields: dict[str, Any] = {
        "id": f"{service}-{at:g}",
        "kind": Kind.LOG,
        "environment": "production",
        "name": "errors",
        "severity": Gravity.ERROR,
    }
    return Signal(at=START + timedelta(seconds=at), service=service, **fields | more)


def run(
    signals: Iterable[Signal],
    graph: Graph = CHAIN,
    windows: Windows | None = None,
    witness: Witness | None = None,
    batch: int = 1000,
) -> tuple[list[Cluster], Correlator]:
    """The clusters in the order in which they ended."""
    chosen = windows or Windows()
    engine = Correlator(chosen, graph, witness)
    rows = list(signals)
    parts = [in_content_order(rows[n : n + batch]) for n in range(0, len(rows), batch)]
    found = [cluster_of(group) for part in in_order([iter(parts)], chosen.lateness) for group in engine.feed(part)]
    return found + [cluster_of(group) for group in engine.finish()], engine


def shapes(clusters: Iterable[Cluster]) -> list[tuple[list[str], int]]:
    """Services and number of signals of each."""
    return [(cluster.services, cluster.count) for cluster in clusters]


def by_seconds(windows: Mapping[str, float]) -> Windows:
    """Windows with some spans given in seconds."""
    spans: dict[str, Any] = {name: timedelta(seconds=value) for name, value in windows.items()}
    return Windows(**spans)
