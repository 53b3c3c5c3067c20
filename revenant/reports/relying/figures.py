"""What a service or a class of incidents cost: budget, effort, what came back, what is planned; and how it ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.tracking import Tracked
from revenant.reports.judging.returning import Followed, Within, within
from revenant.slos.budgeting.costs import Cost

SPANS = (30, 90)
_DAY = 86400.0


class Figures(NamedTuple):
    """Of one service or class. `cost` is the worst of its objectives, None where none is known; so is `own`, what its
    incidents alone spent of the same.

    `effort` was logged in so many of its incidents. `back` has one entry for each of SPANS, of those followed so long.
    `open` of so many action items of the top priority are still to be done.
    """

    name: str
    incidents: Sequence[IncidentSnapshot]
    cost: Cost | None
    own: Cost | None
    effort: timedelta | None
    logged: int
    back: Sequence[Within]
    urgent: int
    open: int

    @property
    def share(self) -> float | None:
        """Which part of the budget was spent; None where that is not known."""
        return self.cost.share if self.cost else None


class Background(NamedTuple):
    """What is known of all incidents, by id: what became of each, and its urgent action items."""

    followed: Mapping[str, Followed]
    urgent: Mapping[str, Sequence[Tracked]]

    def figures(
        self, name: str, its: Sequence[IncidentSnapshot], cost: Cost | None, own: Cost | None = None
    ) -> Figures:
        """All that is known of these incidents together."""
        logged = [it.effort_minutes for it in its if it.effort_minutes]
        followed = [self.followed[it.id] for it in its if it.id in self.followed]
        items = [one for it in its for one in self.urgent.get(it.id, ())]
        return Figures(
            name,
            its,
            cost,
            own,
            timedelta(minutes=sum(logged)) if logged else None,
            len(logged),
            [within(followed, days * _DAY) for days in SPANS],
            len(items),
            sum(one.state.is_open for one in items),
        )


def worst(costs: Iterable[Cost]) -> Cost | None:
    """The cost with the greatest share of its budget; None where no share is known."""
    known = [cost for cost in costs if cost.share is not None]
    return max(known, key=lambda cost: (cost.share or 0.0, cost.slo.name, cost.objective.name), default=None)


def ranked(found: Iterable[Figures]) -> list[Figures]:
    """By the share of a budget, where they are equal by effort; those of which no share is known come after."""
    return sorted(found, key=lambda each: (each.share is None, -(each.share or 0.0), -_effort(each), each.name))


def rank_by(found: Sequence[Figures], value: Callable[[Figures], float | None]) -> list[int | None]:
    """The rank each would have by another figure alone, greatest first; equal ones share one, unknown have none."""
    values = [value(each) for each in found]
    known = sorted((each for each in values if each is not None), reverse=True)
    return [None if each is None else known.index(each) + 1 for each in values]


def by_effort(each: Figures) -> float | None:
    return _effort(each) if each.effort is not None else None


def by_return(each: Figures) -> float | None:
    """How many came back within the longer span, not which share of them: few incidents have large shares."""
    n, returned = each.back[-1]
    return float(returned) if n else None


def _effort(each: Figures) -> float:
    return each.effort.total_seconds() if each.effort else 0.0
