"""Whom a target means at a moment: whoever is on call, a person, whom another policy turns to first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from revenant.oncall.escalating.answering import policies_of_services
from revenant.oncall.escalating.policy import Policy, Target, TargetKind
from revenant.oncall.escalating.roster import Roster

AFFECTED = "affected-services"
DEPENDENCIES = "dependencies"


class Asked(NamedTuple):
    """Who is meant: by whom there is, at a time, in an incident with these services.

    `own` are policies that need not be asked, since they are asked anyway. With `foreign` these services are meant by
    all words for services.
    """

    roster: Roster
    at: datetime
    services: Sequence[str] = ()
    own: frozenset[str] = frozenset()
    foreign: Sequence[str] | None = None


class Reach(NamedTuple):
    """People, each with the target that means them, and what is to be said of targets that mean nobody."""

    people: dict[str, str]
    remarks: list[str]


def reach(targets: Iterable[Target], asked: Asked, seen: frozenset[str] = frozenset()) -> Reach:
    """Whom these targets mean together; `seen` are policies that have been asked already."""
    found = Reach({}, [])
    for target in targets:
        people, remarks = _meant(target, asked, seen)
        for person in people:
            found.people.setdefault(person, str(target))
        found.remarks.extend(remark for remark in remarks if remark not in found.remarks)
    return found


def _meant(target: Target, asked: Asked, seen: frozenset[str]) -> tuple[Sequence[str], list[str]]:
    match target.kind:
        case TargetKind.USER:
            return [target.name], []
        case TargetKind.SCHEDULE:
            return _on_call(target.name, asked)
        case TargetKind.POLICY:
            policy = asked.roster.policy(target.name)
            return _first(policy, asked, seen) if policy else ([], [f"there is no policy {target.name!r}"])
        case TargetKind.POLICY_OF:
            return _of_services(target.name, asked, seen)


def _on_call(name: str, asked: Asked) -> tuple[Sequence[str], list[str]]:
    schedule = asked.roster.schedules.get(name)
    if schedule is None:
        return [], [f"there is no schedule {name!r}"]
    people = schedule.on_call(asked.at)
    return people, [] if people else [f"schedule:{name} has nobody on call"]


def _first(policy: Policy, asked: Asked, seen: frozenset[str]) -> tuple[Sequence[str], list[str]]:
    """Whom the first of its steps that reaches anybody means."""
    if policy.name in seen:
        return [], [f"policy:{policy.name} leads back to itself"]
    for step in policy.steps:
        found = reach(step.targets, asked, seen | {policy.name})
        if found.people:
            return list(found.people), []
    return [], [f"policy:{policy.name} reaches nobody"]


def _of_services(name: str, asked: Asked, seen: frozenset[str]) -> tuple[Sequence[str], list[str]]:
    services = _services(name, asked)
    policies = [policy for policy in policies_of_services(services, asked.roster) if policy.name not in seen]
    if not policies and name not in (AFFECTED, DEPENDENCIES):
        return [], [f"no policy is for {name}"]
    people: list[str] = []
    remarks: list[str] = []
    for policy in policies:
        if policy.name not in asked.own:
            more, said = _first(policy, asked, seen)
            people += more
            remarks += said
    return people, remarks


def _services(name: str, asked: Asked) -> Sequence[str]:
    """Which services a word means: all that are affected, what they depend on directly, or the one of that name."""
    if name not in (AFFECTED, DEPENDENCIES):
        return [name]
    if asked.foreign is not None:
        return asked.foreign
    if name == AFFECTED:
        return asked.services
    return dependencies(asked.services, asked.roster)


def dependencies(services: Iterable[str], roster: Roster) -> list[str]:
    """What services depend on directly, without themselves."""
    own = list(services)
    return list(dict.fromkeys(each for service in own for each in roster.needs.get(service, ()) if each not in own))
