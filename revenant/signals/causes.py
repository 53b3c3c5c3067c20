"""Which service is the probable cause of a group of signals, and why: a ranking with its reasons. Never a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import exp

from msgspec import Struct

from revenant.core.times import format_duration
from revenant.signals.evidence import Evidence, weigh
from revenant.signals.graph import Graph
from revenant.signals.rarity import History, Series

FADING = timedelta(minutes=30)
CLEAR = 2.0
"""The first is clear of the second when it has twice its score."""
_NAMED = 3


class RecentChange(Struct, frozen=True, kw_only=True):
    """A deployment, a flag, a configuration. `what` names it in a few words, such as "deploy 9f95f85"."""

    service: str
    at: datetime
    what: str


class Suspicion(Struct, frozen=True, kw_only=True):
    """The change that makes a service suspect: its own counts in full, a direct dependency's half."""

    change: RecentChange
    lag: timedelta
    bonus: float


class Candidate(Struct, frozen=True, kw_only=True):
    """One service as a cause. `score` is `rarity`, 1 for the strongest evidence in the group, plus any change's bonus.

    `because` names the signals of its worst `instance` that count, strongest first.
    """

    service: str
    score: float
    rarity: float
    signals: int
    instance: str
    because: list[str]
    unhealthy_dependencies: list[str]
    change: Suspicion | None
    first: datetime
    after: timedelta


class Ranking(Struct, frozen=True):
    """The candidates, most probable first."""

    candidates: list[Candidate]

    @property
    def is_clear(self) -> bool:
        """Whether the first has at least twice the score of the second; false is said as "no clear cause"."""
        scores = [each.score for each in self.candidates[:2]] + [0.0]
        return scores[0] > 0 and scores[0] >= CLEAR * scores[1]


def rank_causes(
    series: Iterable[Series], graph: Graph, history: History, changes: Iterable[RecentChange] = ()
) -> Ranking:
    """The services of a group by how probably each is the cause; the same whatever the order of the input.

    `history` knows the incidents before this one. A change counts if it was made before the first signal.
    """
    found = weigh(series, graph, history)
    if not found:
        return Ranking([])
    start = min(_first(evidence) for evidence in found.values())
    strongest = max(each.strength for each in found.values())
    made = sorted(changes, key=lambda each: (each.at, each.service, each.what))
    candidates = [
        _candidate(name, evidence, strongest, _suspicion(name, graph, made, start), start)
        for name, evidence in found.items()
    ]
    return Ranking(sorted(candidates, key=lambda each: (-round(each.score, 9), each.first, each.service)))


def explain_cause(candidate: Candidate) -> str:
    """One line: the score and its parts."""
    return f"{candidate.service} {candidate.score:.2f}: " + ", ".join(_reasons(candidate))


def _first(evidence: Evidence) -> datetime:
    return min(each.first for each in evidence.series)


def _candidate(
    name: str, evidence: Evidence, strongest: float, suspicion: Suspicion | None, start: datetime
) -> Candidate:
    rarity = evidence.strength / strongest
    return Candidate(
        service=name,
        score=rarity + (suspicion.bonus if suspicion else 0.0),
        rarity=rarity,
        signals=sum(each.count for each in evidence.series),
        instance=evidence.worst[0].series.instance,
        because=[each.series.name for each in evidence.worst],
        unhealthy_dependencies=evidence.unhealthy,
        change=suspicion,
        first=_first(evidence),
        after=_first(evidence) - start,
    )


def _suspicion(name: str, graph: Graph, changes: Sequence[RecentChange], start: datetime) -> Suspicion | None:
    """The change on the service or on a direct dependency that weighs most; of equal ones the later."""
    shares = {name: 1.0} | dict.fromkeys(graph.dependencies(name), 0.5)
    found = [
        Suspicion(change=each, lag=start - each.at, bonus=shares[each.service] * exp((each.at - start) / FADING))
        for each in changes
        if each.at <= start and each.service in shares
    ]
    return max(found, key=lambda each: each.bonus, default=None)


def _reasons(candidate: Candidate) -> list[str]:
    where = f"{candidate.instance}: " if candidate.instance else ""
    reasons = [f"rare signals {candidate.rarity:.2f} ({where}{_named(candidate.because)})"]
    if candidate.change:
        reasons.append(_changed(candidate.service, candidate.change))
    reasons.append(_dependencies(candidate.unhealthy_dependencies))
    reasons.append(f"first seen +{candidate.after.total_seconds():.1f} s")
    return reasons


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _changed(service: str, suspicion: Suspicion) -> str:
    change = suspicion.change
    where = "" if change.service == service else f" on {change.service}"
    return f"{change.what}{where} {format_duration(suspicion.lag)} before +{suspicion.bonus:.2f}"


def _dependencies(unhealthy: Sequence[str]) -> str:
    if not unhealthy:
        return "no unhealthy dependency"
    return f"unhealthy dependenc{'y' if len(unhealthy) == 1 else 'ies'} {_named(unhealthy)}"
