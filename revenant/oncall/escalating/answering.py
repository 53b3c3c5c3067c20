"""Which escalation policy answers for a service, and which ones for an incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from revenant.core.severity import Severity
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.escalating.policy import Policy
from revenant.oncall.escalating.roster import Roster


def policy_for(service: str, owner: str, policies: Iterable[Policy], severity: Severity | None = None) -> Policy | None:
    """The policy of a service that the team `owner` owns; with a severity, of those that are for it.

    One that names the service, else one whose pattern matches it, the longest first, else one that names its owner,
    else one called as the service, else one called as the owner. Of several the first by name.
    """
    fitting = [policy for policy in policies if severity is None or is_for(policy, severity)]
    ranked = [(rank, policy.name, policy) for policy in fitting if (rank := _rank(policy, service, owner)) is not None]
    return min(ranked, key=lambda each: each[:2])[2] if ranked else None


def is_for(policy: Policy, severity: Severity | None) -> bool:
    """Whether a policy is for incidents of this severity."""
    return severity is None or not policy.severities or severity in policy.severities


def _rank(policy: Policy, service: str, owner: str) -> tuple[int, int] | None:
    """How near a policy is to a service, the nearest first; None where it is not for it."""
    if service in policy.services:
        return 0, 0
    patterns = [pattern for pattern in policy.services if fnmatchcase(service, pattern)]
    if patterns:
        return 1, -max(len(pattern.replace("*", "")) for pattern in patterns)
    names = (owner and owner in policy.teams, policy.name == service, owner and policy.name == owner)
    return next(((rank, 0) for rank, fits in enumerate(names, start=2) if fits), None)


def policies_of(it: IncidentSnapshot, roster: Roster) -> list[Policy]:
    """The policies of all its services, each once; of one without services, the policy that is for everything."""
    return policies_of_services(it.services or [""], roster, it.severity)


def policies_of_services(services: Sequence[str], roster: Roster, severity: Severity | None = None) -> list[Policy]:
    """The policies of services, in their order, each once."""
    found = [policy_for(service, roster.owner(service), roster.policies, severity) for service in services]
    return list({policy.name: policy for policy in found if policy is not None}.values())


def without_policy(it: IncidentSnapshot, roster: Roster) -> str:
    """Why no policy is for the incident, in words; empty where one is."""
    if policies_of(it, roster):
        return ""
    others = policies_of_services(it.services or [""], roster)
    if others:
        words = ", ".join(f"{policy.name} is for {', '.join(policy.severities)}" for policy in others)
        return f"no policy is for {it.severity}: {words}"
    if not it.services:
        return "it names no service, so no policy is for it"
    return f"no policy is for {', '.join(it.services)}"
