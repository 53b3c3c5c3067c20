"""Whom there is to turn to: schedules, policies, and of the catalogue who owns a service and what it depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revenant.oncall.escalating.policy import Policy
from revenant.oncall.schedule import Schedule


class Roster(NamedTuple):
    """`owners` has the team of a service, `needs` what it depends on directly; `bots` write, and answer for nothing."""

    schedules: Mapping[str, Schedule]
    policies: Sequence[Policy]
    owners: Mapping[str, str] = {}
    needs: Mapping[str, Sequence[str]] = {}
    bots: frozenset[str] = frozenset()

    def policy(self, name: str) -> Policy | None:
        """The policy of that name."""
        return next((policy for policy in self.policies if policy.name == name), None)

    def owner(self, service: str) -> str:
        """The team that owns a service; empty where nobody says."""
        return self.owners.get(service, "")
