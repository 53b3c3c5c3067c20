"""How often the service to blame is ranked first, given the true groups, beside simpler rules.

python bench/causes.py [FOLDER …]        each a set in the form that cloudbed.py reads
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log
from pathlib import Path
from typing import NamedTuple

from cloudbed import DATA, Convention, DataSet, Fault, load

from revenant.signals.causes import rank_causes
from revenant.signals.graph import Graph
from revenant.signals.rarity import History, Series
from revenant.signals.signal import Kind, Signal

CONVENTIONS = {
    "call belongs to the caller, peer known": Convention("caller", peer=True),
    "call belongs to the caller": Convention("caller", peer=False),
    "call belongs to the callee, peer known": Convention("callee", peer=True),
    "call belongs to the callee": Convention("callee", peer=False),
}
Past = list[list[Series]]
Rule = Callable[[list[Series], Past], list[str]]


class Found(NamedTuple):
    """The place of the true service in one ranking (from 1; None: not in it), and how many candidates there were."""

    fault: Fault
    rank: int | None
    candidates: int


class Figures(NamedTuple):
    """What a rule scores over many faults."""

    top1: float
    top3: float
    top5: float
    mrr: float

    def __str__(self) -> str:
        return "  ".join(f"{figure:.2f}" for figure in self)


def collect(data: DataSet) -> dict[str, list[Series]]:
    """The distinct things seen in each fault."""
    found: dict[str, dict[tuple[str, ...], Series]] = {fault.id: {} for fault in data.faults}
    for signal, fault in data.signals:
        peer = str(signal.attributes.get("peer.service", ""))
        key = (signal.service, signal.instance, signal.name, signal.kind, peer)
        found[fault][key] = _extended(found[fault].get(key), signal, peer)
    return {fault: list(series.values()) for fault, series in found.items()}


def _extended(series: Series | None, signal: Signal, peer: str) -> Series:
    return Series(
        service=signal.service,
        instance=signal.instance,
        name=signal.name,
        kind=signal.kind,
        peer=peer,
        count=series.count + 1 if series else 1,
        first=series.first if series else signal.at,
        last=signal.at,
    )


def replay(data: DataSet, rule: Rule, *, history: bool = True) -> Iterator[Found]:
    """Every fault in the order of time, with those before it as history."""
    groups, past = collect(data), Past()
    for fault in sorted(data.faults, key=lambda fault: fault.start):
        ranking = rule(groups[fault.id], past if history else [])
        yield Found(fault, ranking.index(fault.service) + 1 if fault.service in ranking else None, len(ranking))
        past.append(groups[fault.id])


def figures(found: Iterable[Found]) -> Figures:
    """Top-1, top-3, top-5 and the mean of 1/rank."""
    ranks = [each.rank for each in found]
    one, three, five = (sum(rank is not None and rank <= top for rank in ranks) / len(ranks) for top in (1, 3, 5))
    return Figures(one, three, five, sum(1 / rank for rank in ranks if rank) / len(ranks))


def ours(graph: Graph) -> Rule:
    """The rule of the project."""
    return lambda series, past: [each.service for each in rank_causes(series, graph, learned(past)).candidates]


def learned(past: Past) -> History:
    """A history of those incidents."""
    history = History()
    for series in past:
        history.observe(series)
    return history


def _ranked(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda name: (-scores[name], name))


def earliest(series: list[Series], past: Past) -> list[str]:
    """The service that was first to say something."""
    return _ranked({name: -min(each.first.timestamp() for each in own) for name, own in _by_service(series)})


def most_signals(series: list[Series], past: Past) -> list[str]:
    """The loudest service."""
    return _ranked({name: sum(each.count for each in own) for name, own in _by_service(series)})


def most_metrics(series: list[Series], past: Past) -> list[str]:
    """The service with most distinct metrics out of bounds."""
    return _ranked({name: sum(each.kind is Kind.METRIC for each in own) for name, own in _by_service(series)})


def summed_rarity(series: list[Series], past: Past) -> list[str]:
    """The sum of ln((N + 1) / (df + 1)) over distinct signals; distinct names when there is no history."""
    seen = Counter(key for incident in past for key in {each.key for each in incident})
    weights = {each.key: log((len(past) + 1) / (seen[each.key] + 1)) if past else 1.0 for each in series}
    return _ranked({name: sum(weights[key] for key in {each.key for each in own}) for name, own in _by_service(series)})


def _by_service(series: list[Series]) -> Iterator[tuple[str, list[Series]]]:
    for name in {each.service for each in series}:
        yield name, [each for each in series if each.service == name]


def calibration(data: DataSet, *, history: bool) -> str:
    """How often a ranking that calls itself clear is right, and one that does not."""
    groups, past, graph = collect(data), Past(), Graph(data.depends_on)
    outcomes: list[tuple[bool, bool]] = []
    for fault in sorted(data.faults, key=lambda fault: fault.start):
        ranking = rank_causes(groups[fault.id], graph, learned(past if history else []))
        outcomes.append((ranking.is_clear, ranking.candidates[0].service == fault.service))
        past.append(groups[fault.id])
    clear, unclear = ([right for said, right in outcomes if said is each] for each in (True, False))
    return f"clear {sum(clear)} of {len(clear)} right, not clear {sum(unclear)} of {len(unclear)}"


def _report(folder: Path) -> None:
    data = load(folder)
    graph = Graph(data.depends_on)
    rules = {"earliest": earliest, "most signals": most_signals, "most metrics": most_metrics, "rarity": summed_rarity}
    found = list(replay(data, earliest))
    print(f"\n{folder.name}: {len(found)} faults; top-1  top-3  top-5  MRR")
    print(f"{'random':42} {sum(1 / each.candidates for each in found) / len(found):.2f}")
    for history in (True, False):
        print("with earlier incidents as history" if history else "without any history")
        for name, rule in (rules | {"ours": ours(graph)}).items():
            print(f"  {name:40} {figures(replay(data, rule, history=history))}")
        for level in ("service", "pod", "node"):
            part = [each for each in replay(data, ours(graph), history=history) if each.fault.level == level]
            print(f"    {f'at the level of a {level} ({len(part)})':38} {figures(part)}" if part else "")
        for name, convention in CONVENTIONS.items():
            other = load(folder, convention)
            print(f"    {name:38} {figures(replay(other, ours(graph), history=history))}")
        print(f"    {calibration(data, history=history)}")


if __name__ == "__main__":
    for name in sys.argv[1:] or [str(DATA / "cloudbed-1")]:
        _report(Path(name))
