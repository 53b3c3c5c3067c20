"""What the budget policy finds: incidents and classes that cost much, and whether what is owed for them was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.learning.traits import Trait
from revenant.reports.relying.classes import class_groups, classes
from revenant.reports.relying.written import Library
from revenant.slos.budgeting.costs import Account, Cost
from revenant.slos.budgeting.quarters import quarters
from revenant.slos.concerning import slos_of
from revenant.slos.policing.duties import Duty, duties
from revenant.slos.policing.reasons import why
from revenant.slos.policy_rules.subject import Owing


class Unknown(NamedTuple):
    """An incident that is about an SLO, of which it is not known what it spent, and why not."""

    incident: str
    slo: str
    why: str


class Owed(NamedTuple):
    """Duties after single incidents and after classes of them, the most costly first; and what is not known.

    `traits` has the words of each class, by the name of its group.
    """

    incidents: Sequence[Duty]
    classes: Sequence[Duty]
    unknown: Sequence[Unknown]
    traits: Mapping[str, Trait]

    @property
    def all(self) -> list[Duty]:
        return [*self.incidents, *self.classes]

    @property
    def owing(self) -> list[Owing]:
        """The same with what each is about and why, in words, for the rules."""
        return [Owing(each, self.about(each), why(each)) for each in self.all]

    def about(self, duty: Duty) -> str:
        """The incident, or what those of the class have in common."""
        group = duty.cost.group
        return self.traits[group.name].words if group.is_class else group.name


def owed(
    accounts: Sequence[Account],
    record: Sequence[IncidentSnapshot],
    written: Library,
    settings: Settings,
    now: datetime,
    zone: tzinfo,
) -> Owed:
    """All that is owed by the policy of the workspace as of `now`; quarters are those of a time zone."""
    policy = settings.slos.policy
    found = classes(record, settings.reports.drill_names)
    groups = class_groups(found, quarters(now, zone))
    costs = [cost for account in accounts for cost in account.costs([*account.windows(now), *groups], now)]
    single = [cost for cost in costs if not cost.group.is_class]
    return Owed(
        duties(single, policy.incident_share, written.of_incident),
        duties((cost for cost in costs if cost.group.is_class), policy.class_share, written.of_class),
        [*_without_impact(accounts, record), *_not_measured(single)],
        {each.trait.key: each.trait for each in found},
    )


def _without_impact(accounts: Iterable[Account], record: Iterable[IncidentSnapshot]) -> list[Unknown]:
    """Incidents that are said to be about an SLO, for which nobody recorded when."""
    known = {(each.incident, account.slo.name) for account in accounts for each in account.impacts}
    names = {account.slo.name for account in accounts}
    return [
        Unknown(it.id, slo, "nobody recorded when it was affected")
        for it in record
        if it.status is not Status.CANCELLED
        for slo in slos_of(it)
        if slo in names and (it.id, slo) not in known
    ]


def _not_measured(costs: Iterable[Cost]) -> list[Unknown]:
    found = [(cost.group.name, cost.slo.name) for cost in costs if cost.share is None]
    return [
        Unknown(incident, slo, "nothing was measured while it was affected") for incident, slo in dict.fromkeys(found)
    ]
