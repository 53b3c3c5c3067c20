"""OC005: a schedule has no layer, or a layer nobody who takes turns."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC005"
NAME = "empty-layer"
LEVEL = Level.ERROR
SUMMARY = "A schedule has no layer, or a layer nobody who takes turns."


def check(subject: OncallSubject) -> Iterator[Finding]:
    for item, schedule in subject.schedules:
        if not schedule.layers:
            yield finding(item, ["layers"], "there is no layer, so nobody is ever on call", "add a layer with members")
        for number, layer in enumerate(schedule.layers):
            path = ["layers", number]
            if not any(layer.members):
                yield finding(item, [*path, "members"], f"{layer.name} has no members", "name who takes turns")
