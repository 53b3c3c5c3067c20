"""OC009: a policy leads back to itself, so that its step reaches nobody."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.escalating.policy import TargetKind
from revenant.oncall.escalating.roster import Roster
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC009"
NAME = "policy-loop"
LEVEL = Level.ERROR
SUMMARY = "A policy leads back to itself."


def check(subject: OncallSubject) -> Iterator[Finding]:
    for item in subject.file.items:
        policy = subject.known.roster.policy(getattr(item.value, "name", ""))
        if policy is None or (policy.path, policy.line) != (subject.path, item.at()[0]):
            continue
        way = _way(policy.name, subject.known.roster)
        if way:
            yield finding(item, ["steps"], f"leads back to itself: {' → '.join(way)}", "end it at a schedule or a user")


def _way(name: str, roster: Roster) -> list[str]:
    """From a policy over others back to it; empty where no way leads there."""
    ways = [[name]]
    seen = {name}
    while ways:
        way = ways.pop()
        policy = roster.policy(way[-1])
        targets = [target for step in policy.steps for target in step.targets] if policy else []
        for each in (target.name for target in targets if target.kind is TargetKind.POLICY):
            if each == name:
                return [*way, each]
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return []
