"""OC012: a change that is not committed yet says that somebody else was on call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.rules.subject import OncallSubject, finding
from revenant.oncall.stretches import combine

CODE = "OC012"
NAME = "past-rewritten"
LEVEL = Level.WARNING
SUMMARY = "A change that is not committed yet says that somebody else was on call."

BEHIND = timedelta(days=366)
_HINT = "end the layer with `until` and add another one; say an exception as an override"


def check(subject: OncallSubject) -> Iterator[Finding]:
    """Against the last commit; overrides say what was, and may be added later."""
    now = subject.known.now
    for item, schedule in subject.schedules:
        old = subject.known.committed.get(schedule.name)
        if old is None:
            continue
        was, would = (each.plan(now - BEHIND, now) for each in (old, schedule))
        # whoever differs is written as a pair in one word, since a stretch holds people
        differs = combine(was, would, lambda one, two: () if set(one) == set(two) else (_pair(one, two),))
        first = next((each for each in differs if each.people), None)
        if first is not None:
            at = first.start.astimezone(schedule.zone).isoformat(timespec="minutes")
            yield finding(item, ["layers"], f"it changes who was on call: on {at} {first.people[0]}", _HINT)


def _pair(one: tuple[str, ...], two: tuple[str, ...]) -> str:
    return f"it was {', '.join(one) or 'nobody'}, and would be {', '.join(two) or 'nobody'}"
