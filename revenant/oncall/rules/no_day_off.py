"""OC007: somebody is on call for more than two weeks without a day off, counting all schedules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.rules.subject import OncallSubject, finding
from revenant.oncall.schedule import Schedule

CODE = "OC007"
NAME = "no-day-off"
LEVEL = Level.WARNING
SUMMARY = "Somebody is on call for more than two weeks without a day off."

MOST = timedelta(days=14)
FREE = timedelta(hours=24)
AHEAD = timedelta(weeks=8)


def check(subject: OncallSubject) -> Iterator[Finding]:
    """Told at the first schedule, by file and line, in which that person is."""
    now, every = subject.known.now, list(subject.known.roster.schedules.values())
    for item, schedule in subject.schedules:
        for person in _people(schedule, now):
            holders = [each for each in every if person in _people(each, now)]
            if min(holders, key=lambda each: (each.path, each.line)) is not schedule:
                continue
            since, until = _longest(person, holders, now)
            if until - since > MOST:
                days = (until - since) // timedelta(days=1)
                words = f"{person} is on call for {days} days from {since:%Y-%m-%d} on without a day off"
                hint = "more people, or turns with pauses between them; `revenant oncall load` shows who has how much"
                yield finding(item, ["layers"], words, hint)


def _people(schedule: Schedule, now: datetime) -> list[str]:
    found = (person for each in schedule.calendar(now, now + AHEAD) for person in each.people)
    return list(dict.fromkeys(found))


def _longest(person: str, schedules: list[Schedule], now: datetime) -> tuple[datetime, datetime]:
    """The longest time on call, in which no pause is as long as a day."""
    busy = sorted(
        (each.start, each.end)
        for schedule in schedules
        for each in schedule.calendar(now, now + AHEAD)
        if person in each.people
    )
    longest = current = busy[0]
    for start, end in busy[1:]:
        current = (current[0], max(current[1], end)) if start - current[1] < FREE else (start, end)
        longest = max(longest, current, key=lambda each: each[1] - each[0])
    return longest
