"""What is owed after what cost much: a postmortem with an urgent action, or a plan; and whether it was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from revenant.slos.budgeting.costs import Cost
from revenant.slos.policing.policy import exceeds


class State(StrEnum):
    """Whether a duty was done. Pending: the incident goes on, and people have other things to do."""

    DONE = "done"
    PENDING = "pending"
    LACKING = "lacking"


class Written(NamedTuple):
    """What was written after some incidents: the postmortems there are, and action items of the top priority.

    `urgent` are those that count, `failed` those after which it came back all the same. `is_over`: all have ended.
    """

    postmortems: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    is_over: bool = True


class Duty(NamedTuple):
    """A cost above the share that the policy allows, and what was written after it."""

    cost: Cost
    most: float
    written: Written

    @property
    def lacks_postmortem(self) -> bool:
        """Whether a single incident has none; a class is spoken of in those of its incidents."""
        return not self.cost.group.is_class and not self.written.postmortems

    @property
    def lacks_action(self) -> bool:
        return not self.written.urgent

    @property
    def state(self) -> State:
        if not (self.lacks_postmortem or self.lacks_action):
            return State.DONE
        return State.LACKING if self.cost.group.is_class or self.written.is_over else State.PENDING


def duties(costs: Iterable[Cost], most: float, written: Callable[[frozenset[str]], Written]) -> list[Duty]:
    """A duty for each group and SLO of whose budget it spent more than `most`, the most costly first.

    Of several objectives and periods that in which it spent the greatest share counts.
    """
    worst: dict[tuple[str, str], Cost] = {}
    for cost in costs:
        key, share = (cost.slo.name, cost.group.name), cost.share
        if share is None or not exceeds(cost.budget.spent, most, cost.budget.allowed):
            continue
        known = worst.get(key)
        if known is None or share > (known.share or 0.0):
            worst[key] = cost
    ordered = sorted(worst.values(), key=lambda cost: (-(cost.share or 0.0), cost.slo.name, cost.group.name))
    return [Duty(cost, most, written(cost.group.incidents)) for cost in ordered]
