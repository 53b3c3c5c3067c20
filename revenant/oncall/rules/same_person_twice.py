"""OC008: two steps of a policy that follow each other reach the same person, so that there is no backup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.escalating.policy import Policy, Step, TargetKind
from revenant.oncall.escalating.roster import Roster
from revenant.oncall.rules.subject import OncallSubject, finding
from revenant.oncall.stretches import People, Stretch, both, combine

CODE = "OC008"
NAME = "same-person-twice"
LEVEL = Level.WARNING
SUMMARY = "Two steps of a policy that follow each other reach the same person."

AHEAD = timedelta(weeks=4)


def check(subject: OncallSubject) -> Iterator[Finding]:
    for item in subject.file.items:
        policy = subject.known.roster.policy(getattr(item.value, "name", ""))
        if policy is None or (policy.path, policy.line) != (subject.path, item.at()[0]):
            continue
        for number, stretch in _alone(policy, subject):
            who = ", ".join(stretch.people)
            words = f"steps {number} and {number + 1} both reach {who} alone from {stretch.start:%Y-%m-%dT%H:%MZ} on"
            yield finding(item, ["steps", number], words, "let somebody else be the backup")


def _alone(policy: Policy, subject: OncallSubject) -> Iterator[tuple[int, Stretch]]:
    """The first stretch in which two steps mean the same people, each."""
    now = subject.known.now
    means = [_calendar(step, subject.known.roster, Stretch(now, now + AHEAD, ())) for step in policy.steps]
    for number, (one, two) in enumerate(pairwise(means), start=1):
        found = combine(one, two, lambda first, second: first if set(first) == set(second) else ())
        same = next((each for each in found if each.people), None)
        if same is not None:
            yield number, same


def _calendar(step: Step, roster: Roster, span: Stretch) -> list[Stretch]:
    """Whom a step means, by schedules and by name."""
    found = [span]
    for target in step.targets:
        found = combine(found, _of(target.kind, target.name, roster, span), both)
    return found


def _of(kind: TargetKind, name: str, roster: Roster, span: Stretch) -> list[Stretch]:
    people: People = (name,) if kind is TargetKind.USER else ()
    if kind is TargetKind.SCHEDULE and name in roster.schedules:
        return roster.schedules[name].calendar(span.start, span.end)
    return [span._replace(people=people)]
