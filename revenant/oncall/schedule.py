"""A schedule: layers of people who take turns, and overrides; who is on call at an instant and over a span of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import reduce
from itertools import groupby

from msgspec import Struct

from revenant.oncall.layer import Layer
from revenant.oncall.overrides import Override, overridden
from revenant.oncall.restriction import Restriction
from revenant.oncall.stretches import People, Stretch, both, combine, upper


class Schedule(Struct, frozen=True, kw_only=True):
    """`zone` is the one its times are shown in. `cover` is when somebody should be on call; always, where it is None.

    `services` and `teams` are those it answers for, `holidays` the country whose days off count; `path` and `line` are
    where it is written.
    """

    name: str
    zone: tzinfo
    layers: Sequence[Layer]
    overrides: Sequence[Override] = ()
    cover: Restriction | None = None
    services: Sequence[str] = ()
    teams: Sequence[str] = ()
    holidays: str = ""
    description: str = ""
    path: str = ""
    line: int = 0

    def on_call(self, at: datetime) -> People:
        """Who is on call at an instant; nobody, where it is empty."""
        people = self.planned(at)
        for each in self.overrides:
            if each.start <= at < each.end:
                people = each.applied(people)
        return people

    def planned(self, at: datetime) -> People:
        """Who would be without overrides."""
        found: People = ()
        for layer in self.layers_at(at):
            found = both(found, layer.people_at(at))
        return found

    def layers_at(self, at: datetime) -> list[Layer]:
        """The layers through which somebody would be on call at an instant without overrides."""
        for _, layers in reversed(self._levels()):
            found = [layer for layer in layers if layer.people_at(at)]
            if found:
                return found
        return []

    def calendar(self, since: datetime, until: datetime) -> list[Stretch]:
        """Who is on call from one instant to another, without holes, in order."""
        return overridden(self.plan(since, until), self.overrides)

    def plan(self, since: datetime, until: datetime) -> list[Stretch]:
        """The same without overrides."""
        if since >= until:
            return []
        levels = [
            reduce(lambda one, two: combine(one, two, both), (layer.tiling(since, until) for layer in layers))
            for _, layers in self._levels()
        ]
        if not levels:
            return [Stretch(since, until, ())]
        return reduce(lambda lower, higher: combine(lower, higher, upper), levels)

    def _levels(self) -> list[tuple[int, list[Layer]]]:
        """Layers by priority, the lowest first."""
        ordered = sorted(self.layers, key=lambda layer: layer.priority)
        return [(priority, list(layers)) for priority, layers in groupby(ordered, key=lambda layer: layer.priority)]
