"""Which services a schedule answers for: by itself, or by the escalation policies that ask it."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from revenant.oncall.escalating.policy import Policy, TargetKind
from revenant.oncall.schedule import Schedule


def answers_for(schedule: Schedule, policies: Sequence[Policy], service: str, owner: str) -> bool:
    """Whether the schedule, or a policy with a step that asks it, is for this service of this owner."""
    mine = (policy for policy in policies if _asks(policy, schedule.name))
    return _is_for(schedule, service, owner) or any(_is_for(policy, service, owner) for policy in mine)


def _asks(policy: Policy, schedule: str) -> bool:
    targets = (target for step in policy.steps for target in step.targets)
    return any(target.kind is TargetKind.SCHEDULE and target.name == schedule for target in targets)


def _is_for(it: Schedule | Policy, service: str, owner: str) -> bool:
    named = any(fnmatchcase(service, pattern) for pattern in it.services)
    return named or (bool(owner) and owner in (*it.teams, it.name)) or service == it.name
