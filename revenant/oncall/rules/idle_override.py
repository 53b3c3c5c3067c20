"""OC011: an override changes nobody's turn: whom it takes off is not on call then, or whom it adds is."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.documents.schedules import ScheduleDocument
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC011"
NAME = "idle-override"
LEVEL = Level.WARNING
SUMMARY = "An override changes nobody's turn."


def check(subject: OncallSubject) -> Iterator[Finding]:
    for item, schedule in subject.schedules:
        if not isinstance(item.value, ScheduleDocument):
            continue
        for number in range(len(item.value.overrides)):
            override = schedule.overrides[number]
            before = schedule.plan(override.start, override.end)
            if all(override.applied(each.people) == each.people for each in before):
                who = ", ".join(override.remove or override.add)
                words = f"it changes nothing: {who} {'is not' if override.remove else 'is'} on call then"
                yield finding(item, ["overrides", number], words, "`revenant oncall next` shows who is when")
