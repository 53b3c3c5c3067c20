"""OC041: a day after a handoff nobody has accepted it, so that nobody may be looking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from revenant.core.problems import Level
from revenant.core.times import format_duration
from revenant.linting.engine import Finding
from revenant.oncall.handing.document import HandoffSubject

CODE = "OC041"
NAME = "handoff-not-accepted"
LEVEL = Level.INFO
SUMMARY = "Nobody accepted a handoff within a day."

PATIENCE = timedelta(days=1)


def check(subject: HandoffSubject) -> Iterator[Finding]:
    """A page that a later handoff of the same schedule followed is history: nobody is asked to accept it any more."""
    matter = subject.head.matter
    if matter is None or matter.accepted is not None or any(each > matter.at for each in subject.later):
        return
    waited = subject.now - matter.at
    if waited > PATIENCE:
        line = next((n for n, row in enumerate(subject.rows, 1) if row.startswith("accepted:")), 1)
        name = subject.path.rpartition("/")[2].removesuffix(".md")
        told = f"handed off to {', '.join(matter.to)} {format_duration(waited)} ago, and nobody accepted it"
        yield Finding(line, 1, told, f"`revenant oncall accept {name}`, by whoever took over")
