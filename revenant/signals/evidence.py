"""How strongly the signals of a group point to each of its services.

A signal counts for as much as it is rare, twice over: among earlier incidents and among the services of
this group (what everybody shows distinguishes nobody). docs/decisions/0009 has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import fsum, log2
from typing import NamedTuple

from revenant.signals.graph import Graph
from revenant.signals.rarity import History, Series
from revenant.signals.signal import UNKNOWN, Kind

AMBIGUOUS = frozenset({Kind.TRACE, Kind.ALERT})
"""Kinds that say "this service, or something it depends on": a slow call, an alert on a service's errors."""
REPEATING = frozenset({Kind.TRACE, Kind.LOG})
"""Kinds of which one fault makes many: a stack trace is twenty log templates, a slow dependency every operation."""


class Weighed(NamedTuple):
    """One signal and its bits of evidence."""

    weight: float
    series: Series


class Evidence(NamedTuple):
    """What points to one service: all of it, and the strength of its worst instance with what that consists of."""

    series: list[Series]
    unhealthy: list[str]
    strength: float
    worst: list[Weighed]


def weigh(series: Iterable[Series], graph: Graph, history: History) -> dict[str, Evidence]:
    """The evidence against every service that something points to."""
    suspects = _by_suspect([each for each in series if each.is_evidence], graph)
    sharers = _sharers(suspects)
    unhealthy = {name: sorted(graph.reachable(name) & suspects.keys()) for name in suspects}
    services = len(suspects)

    def weight(each: Series, suspect: str) -> float:
        exclusive = log2((services + 1) / sharers[each.name])
        doubt = 1 + len(unhealthy[suspect]) if each.kind in AMBIGUOUS else 1
        return history.rarity(each) * exclusive / doubt

    return {
        name: Evidence(own, unhealthy[name], *_worst(Weighed(weight(each, name), each) for each in own))
        for name, own in suspects.items()
        if name != UNKNOWN
    }


def _by_suspect(series: list[Series], graph: Graph) -> dict[str, list[Series]]:
    """Each signal with the service it speaks of: its own, or the dependency it called that says nothing itself."""
    speaking = {each.service for each in series}
    found: dict[str, list[Series]] = {}
    for each in series:
        silent = each.peer not in speaking and each.peer in graph.dependencies(each.service)
        found.setdefault(each.peer if silent else each.service, []).append(each)
    return found


def _sharers(suspects: Mapping[str, list[Series]]) -> dict[str, int]:
    """How many services show a signal of that name."""
    found: dict[str, int] = {}
    for own in suspects.values():
        for name in {each.name for each in own}:
            found[name] = found.get(name, 0) + 1
    return found


def _worst(weighed: Iterable[Weighed]) -> tuple[float, list[Weighed]]:
    """The instance with most against it: summed over all of them, a service would be blamed for being large."""
    instances: dict[str, list[Weighed]] = {}
    for each in sorted(weighed, key=lambda each: (-each.weight, each.series.name, each.series.key, each.series.peer)):
        instances.setdefault(each.series.instance, []).append(each)
    counted = {name: list(_counted(own)) for name, own in instances.items()}
    strengths = ((fsum(each.weight for each in own), own) for _, own in sorted(counted.items()))
    return max(strengths, key=lambda pair: pair[0])


def _counted(weighed: list[Weighed]) -> Iterator[Weighed]:
    """Every name once, and of the repeating kinds only the strongest."""
    met: set[str] = set()
    for each in weighed:
        what = each.series.kind if each.series.kind in REPEATING else f"{each.series.kind} {each.series.name}"
        if what not in met:
            met.add(what)
            yield each
