"""Classes of incidents: those with an alert, a cause or a tag in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.learning.recurring import is_told
from revenant.postmortems.learning.similarity import COMMON, FEW
from revenant.postmortems.learning.traits import Trait
from revenant.reports.patterns import recurring
from revenant.slos.budgeting.costs import Group, Period


class IncidentClass(NamedTuple):
    """Incidents that share a trait, oldest first."""

    trait: Trait
    incidents: Sequence[IncidentSnapshot]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(it.id for it in self.incidents)


def classes(record: Sequence[IncidentSnapshot], drills: Iterable[str] = ()) -> list[IncidentClass]:
    """Every trait that two incidents or more share and that tells them apart from most others.

    A service is none, since a budget is a service's anyway; nor are marks of most incidents, and tags of drills.
    """
    most = len(record) * COMMON if len(record) >= FEW else len(record)
    ignored = frozenset(drills)
    return [
        IncidentClass(trait, its)
        for trait, its in recurring(record)
        if is_told(trait) and len(its) <= most and not (trait.kind == "tag" and trait.name in ignored)
    ]


def class_groups(found: Iterable[IncidentClass], periods: Iterable[Period]) -> list[Group]:
    """Each class over each period, to be asked what it took of budgets."""
    return [Group(each.trait.key, each.ids, period) for period in periods for each in found]
