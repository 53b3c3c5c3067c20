"""SL015: downtime was accepted by somebody whom revenant.yaml does not list."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.adjustments_subject import AdjustmentsSubject

CODE = "SL015"
NAME = "approver-unknown"
LEVEL = Level.WARNING
SUMMARY = "Downtime was accepted by somebody whom revenant.yaml does not list."


def check(subject: AdjustmentsSubject) -> Iterator[Finding]:
    people = subject.known.people
    for number, each in subject.numbered if people else ():
        if each.approved_by.casefold() not in people:
            hint = "write the address of somebody listed under people"
            yield subject.at(number, "approved_by", f"{each.approved_by!r} is nobody in revenant.yaml", hint)
