"""OC002: two schedules, or two policies, have one name, so that nobody can tell which is meant."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.rules.subject import OncallSubject, Spot, finding

CODE = "OC002"
NAME = "repeated-name"
LEVEL = Level.ERROR
SUMMARY = "Two schedules, or two policies, have one name."


def check(subject: OncallSubject) -> Iterator[Finding]:
    for item in subject.file.items:
        if item.value is None:
            continue
        first = subject.known.spots[item.value.kind, item.value.name][0]
        if first != Spot(subject.path, item.at()[0]):
            words = f"{item.value.kind} {item.value.name} is in {first.path}, line {first.line}, already"
            yield finding(item, ["name"], words, "give one of them another name")
