"""SL006: a window of minutes where months were meant, or of months where minutes were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from revenant.core.problems import Level
from revenant.core.text import how_many
from revenant.linting.engine import Finding
from revenant.slos.durations import MINUTES, taken_apart
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL006"
NAME = "minutes-for-months"
LEVEL = Level.WARNING
SUMMARY = "A window of minutes where months were meant, or of months where minutes were."
_HINT = "m is minutes, M is months"


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        window = taken_apart(slo.window.text)
        if window.unit == MINUTES and window.length < timedelta(days=1):
            month = how_many(window.number, "month")
            message = f"a window of {how_many(window.number, 'minute')}, where {window.number}M is {month}"
            yield finding(item, ("spec", "timeWindow", 0, "duration"), message, _HINT)
        for number, objective in enumerate(item.data["spec"]["objectives"]):
            slice_window = objective.get("timeSliceWindow")
            if isinstance(slice_window, str) and (given := taken_apart(slice_window)).months:
                minutes = how_many(given.number, "minute")
                message = f"a slice of {given.length.days} days, where {given.number}m is {minutes}"
                yield finding(item, ("spec", "objectives", number, "timeSliceWindow"), message, _HINT)
