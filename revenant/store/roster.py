"""Whom there is to turn to in a workspace: schedules, policies, and what the catalogue says of services."""

from __future__ import annotations

from revenant.oncall.escalating.roster import Roster
from revenant.store.oncall import OncallStore
from revenant.store.workspace import Workspace


def roster_of(workspace: Workspace) -> Roster:
    """Everything that escalation asks.

    Raises:
        InvalidFileError: a file of oncall/, revenant.yaml or services.yaml cannot be used.
    """
    store = OncallStore(workspace)
    services = workspace.catalogue.services
    return Roster(
        schedules={schedule.name: schedule for schedule in store.schedules},
        policies=store.policies,
        owners={service.name: service.owner for service in services},
        needs={service.name: service.depends_on for service in services},
        bots=frozenset(bot.casefold() for bot in workspace.settings.bots),
    )
