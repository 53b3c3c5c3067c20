"""SL030: an incident spent more of a budget than the policy allows, and has no postmortem."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.policy_rules.subject import PolicySubject

CODE, NAME, LEVEL = "SL030", "costly-without-postmortem", Level.ERROR
SUMMARY = "An incident spent much of a budget and has no postmortem."


def check(subject: PolicySubject) -> Iterator[Finding]:
    for each in subject.lacking(of_class=False):
        if each.duty.lacks_postmortem:
            line = each.duty.cost.slo.line
            yield Finding(
                line, 1, f"{each.about} has no postmortem: {each.why}", f"revenant postmortem draft {each.about}"
            )
