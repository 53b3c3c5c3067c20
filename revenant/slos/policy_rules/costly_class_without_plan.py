"""SL032: a class of incidents spent more of a quarter's budget than allowed, and nothing urgent is planned."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.policy_rules.subject import PolicySubject

CODE, NAME, LEVEL = "SL032", "costly-class-without-plan", Level.ERROR
SUMMARY = (
    "A class of incidents spent much of a quarter's budget, and no action item of the top priority is planned or held."
)


def check(subject: PolicySubject) -> Iterator[Finding]:
    for each in subject.lacking(of_class=True):
        failed = each.duty.written.failed
        held = f"; it came back after {', '.join(failed)}" if failed else ""
        words = f"nothing of priority {subject.top} is planned against {each.about}{held}: {each.why}"
        hint = "add one to the postmortem of one of its incidents: `revenant action add`"
        yield Finding(each.duty.cost.slo.line, 1, words, hint)
