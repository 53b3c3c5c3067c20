"""Escalation policies: whom to notify, after how long, and if what has not happened by then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from revenant.core.severity import Severity


class Condition(StrEnum):
    """What must not have happened."""

    NOT_ACKED = "not-acked"
    NOT_RESOLVED = "not-resolved"


class TargetKind(StrEnum):
    """What a target names."""

    SCHEDULE = "schedule"
    USER = "user"
    POLICY = "policy"
    POLICY_OF = "policy-of"


class Target(NamedTuple):
    """Whom to notify: whoever a schedule has on call, a person, whom another policy begins with."""

    kind: TargetKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


class Step(NamedTuple):
    """Notify `targets` so long after the incident was detected, if the condition holds by then."""

    after: timedelta
    condition: Condition
    targets: Sequence[Target]


class Repeat(NamedTuple):
    """The steps begin again `times` times, each `every` after they began before."""

    times: int
    every: timedelta


class Happening(StrEnum):
    """What triggers a notification beside the passing of time."""

    TARGET_MISSED = "target-missed"
    SEVERITY_RAISED = "severity-raised"
    EXPERTISE_NEEDED = "expertise-needed"
    CROSS_TEAM = "cross-team"


class Trigger(NamedTuple):
    """Notify `targets` so long after it happened, if the condition holds by then.

    `aim` is the target that was missed: acknowledge, update or resolve, any where it is empty. `to` are the severities
    it was raised to, any where there are none. `tag` tells which expertise is needed.
    """

    on: Happening
    targets: Sequence[Target]
    after: timedelta = timedelta()
    condition: Condition = Condition.NOT_RESOLVED
    aim: str = ""
    to: Sequence[Severity] = ()
    tag: str = ""


class Policy(Struct, frozen=True, kw_only=True):
    """`services` and `teams` are those it is for, `severities` as well; all where it names none.

    After `forgotten_after` without news an acknowledgement counts no longer; None: the update target of the severity.
    """

    name: str
    steps: Sequence[Step]
    repeat: Repeat | None = None
    triggers: Sequence[Trigger] = ()
    services: Sequence[str] = ()
    teams: Sequence[str] = ()
    severities: Sequence[Severity] = ()
    forgotten_after: timedelta | None = None
    description: str = ""
    path: str = ""
    line: int = 0
