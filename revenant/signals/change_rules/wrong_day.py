"""CH008: a change stands in the log of another day, where no command looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.times import format_time
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH008"
NAME = "wrong-day"
LEVEL = Level.ERROR
SUMMARY = "A change does not stand in the log of its day."

_PATH = re.compile(r"changes/(\d{4})/(\d\d)/(\d\d)\.yaml")


def check(subject: ChangesSubject) -> Iterator[Finding]:
    day = _day(subject.path)
    if day is None:
        yield Finding(
            0, 0, "not named changes/YYYY/MM/DD.yaml, so no command reads it", "git mv it to the day of its changes"
        )
        return
    for line, change in subject.written:
        if change.at.date().isoformat() != day:
            where = f"{change.at:changes/%Y/%m/%d.yaml}"
            yield subject.at(line, "at", f"{format_time(change.at)} belongs in {where}", f"add the line to {where} too")


def _day(path: str) -> str | None:
    found = _PATH.fullmatch(path)
    return "-".join(found.groups()) if found else None
