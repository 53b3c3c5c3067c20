"""Changes by service in the order of time: of very many, each incident is shown the few that stand before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from revenant.signals.changes import Change, Suspect, distinct, latest_before, likeliest, suspect
from revenant.signals.graph import Graph

_FIRST = datetime.min.replace(tzinfo=UTC)


class _Made(NamedTuple):
    """Changes of one service in the order of time, and their times, which are searched faster than they are."""

    changes: list[Change]
    times: list[datetime]

    def add(self, change: Change) -> None:
        self.changes.append(change)
        self.times.append(change.at)


class Changelog:
    """All changes there are, each once."""

    def __init__(self, changes: Iterable[Change], graph: Graph) -> None:
        self._graph = graph
        self._made: dict[str, _Made] = {}
        self._deployed: dict[str, _Made] = {}
        for change in sorted(distinct(changes), key=_in_time):
            self._made.setdefault(change.service, _Made([], [])).add(change)
            if change.is_deployment:
                self._deployed.setdefault(change.service, _Made([], [])).add(change)

    def suspects(
        self, services: Collection[str], environment: str, start: datetime, window: timedelta | None
    ) -> list[Suspect]:
        """What `signals.changes.suspects` says of them; without a window the latest deployment, however old it is."""
        if window is None:
            latest = latest_before(self._latest(services, environment, start), services, environment, start)
            return [] if latest is None else [latest]
        made = [each for name in self._near(services) for each in self._within(name, start, window)]
        if not made:
            return []
        wanted = sorted(set(services))
        found = [suspect(change, wanted, environment, start, self._graph, window) for change in made]
        return likeliest([each for each in found if each is not None])

    def _near(self, services: Collection[str]) -> Iterable[str]:
        """The services and what they depend on."""
        return frozenset(services).union(*map(self._graph.dependencies, services))

    def _within(self, service: str, start: datetime, window: timedelta) -> list[Change]:
        made = self._made.get(service)
        if made is None:
            return []
        since = start - window if start - _FIRST > window else _FIRST
        last = bisect_right(made.times, start)
        return made.changes[bisect_left(made.times, since, 0, last) : last]

    def _latest(self, services: Collection[str], environment: str, start: datetime) -> list[Change]:
        """The latest of each service that `latest_before` takes: looked for from the incident backwards."""
        found: list[Change] = []
        for name in services:
            made = self._deployed.get(name, _Made([], []))
            for place in range(bisect_right(made.times, start) - 1, -1, -1):
                if latest_before([made.changes[place]], services, environment, start):
                    found.append(made.changes[place])
                    break
        return found


def _in_time(change: Change) -> tuple[datetime, str]:
    return change.at, change.id
