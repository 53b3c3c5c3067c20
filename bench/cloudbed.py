"""Reads a set of alerts of injected faults (boerste/rca-llm-reasoning) as signals, truths and a graph.

What its own description has wrong: a trace tuple is (time, caller, callee, …), and log times are UTC+8.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from revenant.signals.signal import Kind, Signal

LOG_OFFSET = timedelta(hours=8)
DEPENDENCIES = ("control_flow", "data_flow")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "signals"


class Fault(NamedTuple):
    """One injected fault: what was struck, at which level (service, pod or node), and the service that is to blame."""

    id: str
    level: str
    entity: str
    service: str
    type: str
    start: datetime
    end: datetime


class DataSet(NamedTuple):
    """One system: its signals sorted by time, each with its fault; what depends on what; the faults."""

    signals: list[tuple[Signal, str]]
    depends_on: dict[str, list[str]]
    faults: list[Fault]


class Convention(NamedTuple):
    """How a failing call becomes a signal: whose it is, and whether the other side is kept as `peer.service`."""

    owner: str = "caller"
    peer: bool = True


BY_CALLER = Convention()


def load(folder: Path, convention: Convention = BY_CALLER, *, hosts: bool = False) -> DataSet:
    """The whole set. With `hosts` a service also depends on the nodes that its instances run on."""
    edges = json.loads((folder / "graph.json").read_text(encoding="utf-8"))["edges"]
    services = {edge["source"]: edge["target"] for edge in edges if edge["label"] == "instance_of"}
    rows = [*_metrics(folder, services), *_traces(folder, services, convention), *_logs(folder, services)]
    rows.sort(key=lambda row: (row[0].at, row[0].id))
    return DataSet(rows, _depends_on(edges, services, hosts), _faults(folder, services))


def _faults(folder: Path, services: dict[str, str]) -> list[Fault]:
    with (folder / "label.csv").open(encoding="utf-8", newline="") as lines:
        return [_fault(row, services) for row in csv.DictReader(lines)]


def _fault(row: dict[str, str], services: dict[str, str]) -> Fault:
    entity = row["fault_entity"]
    times = (datetime.fromtimestamp(int(row[key]), UTC) for key in ("fault_st_time", "fault_ed_time"))
    return Fault(row["fault_id"], row["fault_level"], entity, services.get(entity, entity), row["fault_type"], *times)


def _depends_on(edges: list[dict[str, str]], services: dict[str, str], hosts: bool) -> dict[str, list[str]]:
    wanted = (*DEPENDENCIES, "hosted_on") if hosts else DEPENDENCIES
    found: dict[str, set[str]] = {}
    for edge in edges:
        if edge["label"] in wanted:
            source, target = (services.get(edge[side], edge[side]) for side in ("source", "target"))
            found.setdefault(source, set()).add(target)
            found.setdefault(target, set())
    return {name: sorted(others) for name, others in sorted(found.items())}


def _read(path: Path) -> Iterator[tuple[str, int, list[Any]]]:
    """Fault, place in the list and tuple; nothing where the set lacks a kind."""
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        faults = json.load(stream)
    yield from ((fault, place, row) for fault, rows in faults.items() for place, row in enumerate(rows))


def _metrics(folder: Path, services: dict[str, str]) -> Iterator[tuple[Signal, str]]:
    for fault, place, (at, entity, host, metric, way) in _read(folder / "metric" / "metrics.json.gz"):
        signal = Signal(
            id=f"{fault}-metric-{place}",
            at=_of_ms(at),
            kind=Kind.METRIC,
            service=services.get(entity, entity),
            instance=entity,
            name=f"{metric} {way}",
            attributes={"host.name": host} if host else {},
        )
        yield signal, fault


def _traces(folder: Path, services: dict[str, str], convention: Convention) -> Iterator[tuple[Signal, str]]:
    for fault, place, (at, caller, callee, operation, status) in _read(folder / "trace" / "traces.json.gz"):
        mine, other = (caller, callee) if convention.owner == "caller" else (callee, caller)
        signal = Signal(
            id=f"{fault}-trace-{place}",
            at=_of_ms(at),
            kind=Kind.TRACE,
            service=services.get(mine, mine),
            instance=mine,
            name=f"{operation} {status}",
            attributes={"peer.service": services.get(other, other)} if convention.peer else {},
        )
        yield signal, fault


def _logs(folder: Path, services: dict[str, str]) -> Iterator[tuple[Signal, str]]:
    for fault, place, (entity, template, lines, *_) in _read(folder / "log" / "logs.json.gz"):
        for number, line in enumerate(lines):
            at, _, message = line.partition(" | ")
            signal = Signal(
                id=f"{fault}-log-{place}-{number}",
                at=datetime.fromisoformat(at.replace(",", ".")).replace(tzinfo=UTC) - LOG_OFFSET,
                kind=Kind.LOG,
                service=services.get(entity, entity),
                instance=entity,
                name=template,
                attributes={"message": message},
            )
            yield signal, fault


def _of_ms(text: str) -> datetime:
    return datetime.fromtimestamp(int(text) / 1000, UTC)
