"""OC005: a layer has nobody who takes turns, or is never in effect."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC005"
NAME = "empty-layer"
LEVEL = Level.ERROR
SUMMARY = "A layer has nobody who takes turns, or is never in effect."


def check(subject: OncallSubject) -> Iterator[Finding]:
    for item, schedule in subject.schedules:
        if not schedule.layers:
            yield finding(item, ["layers"], "there is no layer, so nobody is ever on call", "add a layer with members")
        for number, layer in enumerate(schedule.layers):
            path = ["layers", number]
            if not any(layer.members):
                yield finding(item, [*path, "members"], f"{layer.name} has no members", "name who takes turns")
            elif layer.until is not None and layer.until <= layer.since:
                words = f"{layer.name} ends before it takes effect"
                yield finding(item, [*path, "until"], words, "correct `from` or `until`")
