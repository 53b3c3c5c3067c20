"""What was written after incidents: their postmortems, and the action items of the top priority in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.item import State
from revenant.postmortems.actions.priorities import priorities
from revenant.postmortems.actions.tracking import Tracked
from revenant.slos.policing.duties import Written


class Library(NamedTuple):
    """Every incident that has not ended, each postmortem's path by incident, and the urgent actions of each."""

    going_on: frozenset[str]
    postmortems: Mapping[str, str]
    urgent: Mapping[str, list[Tracked]]

    def of_incident(self, incidents: frozenset[str]) -> Written:
        """After one incident: any top-priority action that was not dropped will do, whatever came of it."""
        items = self._items(incidents, (State.WONTDO,))
        return self._written(incidents, items, ())

    def of_class(self, incidents: frozenset[str]) -> Written:
        """After a class of them: what is on the plan, or was done and held; if it came back, the fix did not hold."""
        items = self._items(incidents, (State.WONTDO, State.FAILED))
        failed = [one for one in self._items(incidents, (State.WONTDO,)) if one.state is State.FAILED]
        return self._written(incidents, items, failed)

    def _items(self, incidents: Iterable[str], without: tuple[State, ...]) -> list[Tracked]:
        return [one for name in sorted(incidents) for one in self.urgent.get(name, ()) if one.state not in without]

    def _written(self, incidents: frozenset[str], items: Iterable[Tracked], failed: Iterable[Tracked]) -> Written:
        return Written(
            tuple(self.postmortems[name] for name in sorted(incidents) if name in self.postmortems),
            tuple(one.name for one in items),
            tuple(one.name for one in failed),
            self.going_on.isdisjoint(incidents),
        )


def library(
    record: Iterable[IncidentSnapshot], postmortems: Mapping[str, str], items: Iterable[Tracked], settings: Settings
) -> Library:
    """What was written after the incidents of a record; `items` are all action items, judged whether they held."""
    top = priorities(settings.postmortems)[0]
    urgent: dict[str, list[Tracked]] = {}
    for one in items:
        if one.priority == top and one.card.incident:
            urgent.setdefault(one.card.incident, []).append(one)
    return Library(frozenset(it.id for it in record if it.is_open), postmortems, urgent)
