"""OC006: nobody is on call at some time in the next four weeks, though `cover` says somebody should be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from revenant.core.problems import Level
from revenant.core.text import how_many
from revenant.core.times import format_duration
from revenant.linting.engine import Finding
from revenant.oncall.asking.gaps import gaps, length
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC006"
NAME = "gap-ahead"
LEVEL = Level.WARNING
SUMMARY = "Nobody is on call at some time in the next four weeks."

AHEAD = timedelta(weeks=4)


def check(subject: OncallSubject) -> Iterator[Finding]:
    now = subject.known.now
    for item, schedule in subject.schedules:
        found = gaps(schedule, now, now + AHEAD)
        if found and any(layer.members for layer in schedule.layers):
            first = found[0].start.astimezone(schedule.zone).isoformat(timespec="minutes")
            words = f"{how_many(len(found), 'gap')} in the next four weeks, {format_duration(length(found))} in all"
            hint = f"`revenant oncall gaps {schedule.name}` lists them; or say in `cover` when somebody should be"
            yield finding(item, ["name"], f"{words}, the first at {first}", hint)
