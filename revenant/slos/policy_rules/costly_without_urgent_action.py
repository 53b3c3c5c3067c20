"""SL031: an incident spent more of a budget than the policy allows, and its postmortem plans nothing urgent."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.policy_rules.subject import PolicySubject

CODE, NAME, LEVEL = "SL031", "costly-without-urgent-action", Level.ERROR
SUMMARY = "An incident spent much of a budget, and its postmortem has no action item of the top priority."


def check(subject: PolicySubject) -> Iterator[Finding]:
    hint = "which one addresses the cause? `revenant action list --matrix` shows what makes a priority"
    for each in subject.lacking(of_class=False):
        if each.duty.lacks_action and not each.duty.lacks_postmortem:
            words = f"the postmortem of {each.about} has no action item of priority {subject.top}: {each.why}"
            yield Finding(each.duty.cost.slo.line, 1, words, hint)
