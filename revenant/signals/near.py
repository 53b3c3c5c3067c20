"""Changes by service in the order of time: of very many, each incident is shown the few that stand before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from revenant.signals.changes import Change, Suspect, distinct, latest_before, suspects
from revenant.signals.graph import Graph

_FIRST = datetime.min.replace(tzinfo=UTC)


class Changelog:
    """All changes there are, each once."""

    def __init__(self, changes: Iterable[Change], graph: Graph) -> None:
        self._graph = graph
        self._made: dict[str, list[Change]] = {}
        self._deployed: dict[str, list[Change]] = {}
        for change in sorted(distinct(changes), key=_in_time):
            self._made.setdefault(change.service, []).append(change)
            if change.is_deployment:
                self._deployed.setdefault(change.service, []).append(change)

    def suspects(
        self, services: Collection[str], environment: str, start: datetime, window: timedelta | None
    ) -> list[Suspect]:
        """What `signals.changes.suspects` says of them; without a window the latest deployment, however old it is."""
        if window is None:
            latest = latest_before(self._latest(services, environment, start), services, environment, start)
            return [] if latest is None else [latest]
        near = {*services, *(other for name in services for other in self._graph.dependencies(name))}
        made = [change for name in near for change in self._within(name, start, window)]
        return suspects(made, services, environment, start, self._graph, window) if made else []

    def _within(self, service: str, start: datetime, window: timedelta) -> list[Change]:
        made = self._made.get(service, [])
        since = start - window if start - _FIRST > window else _FIRST
        return made[bisect_left(made, since, key=_at) : bisect_right(made, start, key=_at)]

    def _latest(self, services: Collection[str], environment: str, start: datetime) -> list[Change]:
        """The latest of each service that `latest_before` takes: looked for from the incident backwards."""
        found: list[Change] = []
        for name in services:
            made = self._deployed.get(name, [])
            for place in range(bisect_right(made, start, key=_at) - 1, -1, -1):
                if latest_before([made[place]], services, environment, start):
                    found.append(made[place])
                    break
        return found


def _at(change: Change) -> datetime:
    return change.at


def _in_time(change: Change) -> tuple[datetime, str]:
    return change.at, change.id
