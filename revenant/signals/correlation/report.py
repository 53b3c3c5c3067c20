"""What is said of one cluster: what would be done, what probably caused it, what was changed shortly before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from msgspec import Struct

from revenant.signals.causes import Ranking, RecentChange, explain_cause
from revenant.signals.changes import Suspect
from revenant.signals.correlation.cluster import Cluster
from revenant.signals.graph import Graph
from revenant.signals.planning import Plan
from revenant.signals.signal import Signal

NO_CLEAR_CAUSE = "no clear cause"


class Report(Struct, frozen=True):
    """One cluster and all that was found out about it. `streamed` are changes among the signals themselves."""

    cluster: Cluster
    plan: Plan
    ranking: Ranking
    suspects: list[Suspect]
    streamed: list[RecentChange] = []

    @property
    def causes(self) -> list[str]:
        """The three most probable causes in words; said first where none stands out."""
        named = [explain_cause(each) for each in self.ranking.candidates[:3]]
        return named if self.ranking.is_clear or not named else [NO_CLEAR_CAUSE, *named]


def made_near(cluster: Cluster, events: Iterable[Signal], graph: Graph, window: timedelta | None) -> list[RecentChange]:
    """Changes among the signals themselves, of the cluster's services or what they depend on, before it.

    Within the window; None is any time before.
    """
    near = {*cluster.services, *(name for service in cluster.services for name in graph.dependencies(service))}
    return [
        RecentChange(service=each.service, at=each.at, what=each.name or "a change")
        for each in events
        if each.service in near
        and each.environment == cluster.environment
        and timedelta(0) <= cluster.first - each.at <= (timedelta.max if window is None else window)
    ]
