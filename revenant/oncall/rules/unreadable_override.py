"""OC030: a line of oncall/overrides.yaml cannot be read, or is about a schedule that there is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revenant.core.near import told
from revenant.core.problems import Level
from revenant.incidents.log import BrokenLine, Fault
from revenant.incidents.rules.subject import explain
from revenant.linting.engine import Finding

CODE = "OC030"
NAME = "unreadable-override"
LEVEL = Level.ERROR
SUMMARY = "A line of oncall/overrides.yaml cannot be read, or is about no schedule there is."

_HINT = "restore the line as it was first written: `git log -p -- FILE` shows it"
_CONFLICT = "delete the marker lines and keep the lines of both sides"
_TORN = "the next override moves it to .git/revenant/torn/; nobody was told it was recorded"


class OverridesSubject(NamedTuple):
    """The log of overrides: its lines, which of them cannot be read, and of each schedule named where it is named."""

    path: str
    rows: Sequence[str]
    broken: Sequence[BrokenLine]
    torn: str
    named: Sequence[tuple[int, str]]
    schedules: Sequence[str]


def check(subject: OverridesSubject) -> Iterator[Finding]:
    for broken in subject.broken:
        if broken.fault is Fault.SHAPE:
            yield Finding(broken.line, *explain(broken.why, broken.text), _HINT)
        elif broken.fault is Fault.CONFLICT:
            yield Finding(broken.line, broken.col, broken.fault.value, _CONFLICT)
        else:
            why = "neither an override nor the end of one" if broken.fault is Fault.STRAY else broken.why
            yield Finding(broken.line, broken.col, why, _HINT)
    for line, name in subject.named:
        if name not in subject.schedules:
            hint = told(name, subject.schedules) if subject.schedules else "oncall/ holds no schedule"
            yield Finding(line, 1, f"there is no schedule {name!r} (any more)", hint, Level.WARNING)
    if subject.torn:
        yield Finding(len(subject.rows), 1, "the last line was cut off while being written", _TORN)
