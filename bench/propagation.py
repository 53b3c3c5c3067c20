"""How many propagation edges of ITBench's scenarios are ranked the right way round, and where the root stands.

The set has expected alerts without times, so this asks only about names, services and dependencies. Each
scenario's graph is its own propagation edges, which flatters; `all` gives the union over all scenarios instead.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from causes import learned
from cloudbed import DATA

from revenant.signals.causes import rank_causes
from revenant.signals.graph import Graph
from revenant.signals.rarity import Series
from revenant.signals.signal import Kind

SOME_TIME = datetime(2026, 1, 1, tzinfo=UTC)
WORKLOAD = re.compile(r"(-(service|pod|deployment|statefulset|daemonset|container|job|cronjob))?(-\d+)?$")


class Scenario(NamedTuple):
    """The expected alerts, who spreads trouble to whom, and the services flagged as root cause."""

    alerts: list[Series]
    spreads: set[tuple[str, str]]
    roots: set[str]


def read(path: Path) -> Scenario:
    """One ground truth, with pods, deployments and services of one name taken together."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    data: dict[str, Any] = document.get("spec", document)
    edges = {(_service(edge["source"]), _service(edge["target"])) for edge in data["propagations"]}
    return Scenario(
        [_alert(row) for row in data["alerts"]],
        {(source, target) for source, target in edges if source != target},
        {_service(group["id"]) for group in data["groups"] if group.get("root_cause")},
    )


def _service(group: str | None) -> str:
    return WORKLOAD.sub("", group or "unknown").replace("productcatalog", "product-catalog")


def _alert(row: dict[str, Any]) -> Series:
    group = row.get("group_id") or ""
    service = _service(group)
    return Series(service=service, instance=group, name=row["id"], kind=Kind.ALERT, first=SOME_TIME, last=SOME_TIME)


def _graph(edges: set[tuple[str, str]]) -> Graph:
    found: dict[str, list[str]] = {}
    for source, target in edges:
        found.setdefault(target, []).append(source)
    return Graph(found)


def _report(scenarios: list[Scenario], *, history: bool, union: bool) -> str:
    everything = _graph({edge for scenario in scenarios for edge in scenario.spreads})
    right, pairs, places, past = 0, 0, list[int](), list[list[Series]]()
    for scenario in scenarios:
        graph = everything if union else _graph(scenario.spreads)
        order = [
            each.service for each in rank_causes(scenario.alerts, graph, learned(past if history else [])).candidates
        ]
        both = [edge for edge in scenario.spreads if set(edge) <= set(order)]
        pairs += len(both)
        right += sum(order.index(source) < order.index(target) for source, target in both)
        places += (
            [min(order.index(root) for root in scenario.roots & set(order))] if scenario.roots & set(order) else []
        )
        past.append(scenario.alerts)
    first, third = (sum(place < top for place in places) for top in (1, 3))
    return f"{right} of {pairs} pairs in order; root first in {first}, among three in {third} of {len(places)}"


if __name__ == "__main__":
    paths = sorted((DATA / "itbench" / "groundtruth").glob("*_v1.yaml"))
    read_all = [read(path) for path in paths]
    for history in (False, True):
        for union in (False, True):
            words = f"{'with' if history else 'without'} history, {'all' if union else 'own'} edges"
            print(f"{words:28} {_report(read_all, history=history, union=union)}")
