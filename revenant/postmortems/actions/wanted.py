"""Which action items somebody asked for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.postmortems.actions.item import State
from revenant.postmortems.actions.tracking import Tracked
from revenant.postmortems.owners import same_owner, team_of


class Wanted(NamedTuple):
    """Filters; an empty one admits everything."""

    owners: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    due_before: date | None = None
    states: frozenset[State] = frozenset()
    types: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()
    incident: str = ""
    services: frozenset[str] = frozenset()

    def admits(self, one: Tracked, settings: Settings) -> bool:
        """Whether an item passes."""
        return self._admits_owner(one.item.owner, settings) and self._admits_work(one) and self._admits_incident(one)

    def _admits_owner(self, owner: str, settings: Settings) -> bool:
        named = not self.owners or any(same_owner(name, owner, settings) for name in self.owners)
        return named and (not self.teams or team_of(owner, settings).casefold() in self.teams)

    def _admits_work(self, one: Tracked) -> bool:
        item = one.item
        return (
            (self.due_before is None or (item.due is not None and item.due < self.due_before))
            and (not self.states or one.state in self.states)
            and (not self.types or item.fields.get("type", "").casefold() in self.types)
            and (not self.priorities or one.priority.casefold() in self.priorities)
        )

    def _admits_incident(self, one: Tracked) -> bool:
        here = self.incident.casefold() in one.where.casefold()
        return here and (not self.services or not self.services.isdisjoint(one.services))
