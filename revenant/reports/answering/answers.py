"""Who answered, and when that was for them: what the load on people is counted from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.answering.hours import Hours

ONE_INTERRUPTION = timedelta(hours=1)


class Answer(NamedTuple):
    """Somebody acknowledged an incident; `local` is what their clock said, `night` the day that night began."""

    incident: IncidentSnapshot
    who: str
    at: datetime
    local: datetime
    night: date | None
    weekend: bool


class Answers(NamedTuple):
    """The answers, in order of time, and how many incidents have none that can be counted, by reason."""

    found: list[Answer]
    left_out: Counter[str]


class Names:
    """People by any of their addresses, or by their names where no address says so."""

    def __init__(self, settings: Settings) -> None:
        people = settings.people
        names = [(person.name, person) for person in people if person.name]
        addresses = [(address, person) for person in people for address in (person.email, *person.aliases)]
        self._people = {word.casefold(): person for word, person in [*reversed(names), *reversed(addresses)]}
        self._bots = {address.casefold() for address in settings.bots}

    def email(self, address: str) -> str:
        """The one address they are counted under."""
        person = self._people.get(address.casefold())
        return person.email if person else address.casefold()

    def team(self, address: str) -> str:
        person = self._people.get(address.casefold())
        return person.team if person else ""

    def is_bot(self, address: str) -> bool:
        return address.casefold() in self._bots


def find_answers(incidents: Iterable[IncidentSnapshot], names: Names, hours: Hours) -> Answers:
    """Who acknowledged in another system is not in our record, and a bot loses no sleep."""
    found: list[Answer] = []
    left_out: Counter[str] = Counter()
    for it in incidents:
        reason = _why_not(it, names)
        if reason or it.acknowledged_at is None:
            left_out[reason] += 1
            continue
        who = names.email(it.acknowledged_by)
        local = hours.local(it.acknowledged_at, who)
        found.append(Answer(it, who, it.acknowledged_at, local, hours.night_of(local), hours.is_weekend(local)))
    return Answers(sorted(found, key=lambda each: each.at), left_out)


def _why_not(it: IncidentSnapshot, names: Names) -> str:
    if it.acknowledged_at is None:
        return "not acknowledged"
    if not it.acknowledged_by:
        return "acknowledged in another system"
    return "acknowledged by a bot" if names.is_bot(it.acknowledged_by) else ""


class Load(NamedTuple):
    """What some answers were to the people who gave them."""

    answered: int
    interruptions: int
    at_night: int
    at_weekend: int
    either: int
    nights: int
    longest_run: int
    busiest_week: int


def load(answers: Sequence[Answer]) -> Load:
    """The load on one person; answers in order of time."""
    nights = sorted({each.night for each in answers if each.night is not None})
    weeks = Counter(each.local.isocalendar()[:2] for each in answers)
    return Load(
        len(answers),
        interruptions(each.at for each in answers),
        sum(each.night is not None for each in answers),
        sum(each.weekend for each in answers),
        sum(each.night is not None or each.weekend for each in answers),
        len(nights),
        longest_run(nights),
        max(weeks.values(), default=0),
    )


def interruptions(times: Iterable[datetime]) -> int:
    """Answers within an hour of the first one interrupt once; a storm of three hours interrupts three times."""
    number, began = 0, None
    for time in times:
        if began is None or time - began >= ONE_INTERRUPTION:
            number, began = number + 1, time
    return number


def longest_run(days: Sequence[date]) -> int:
    """The most days in a row; days in order, each once."""
    longest = run = 0
    before: date | None = None
    for day in days:
        run = run + 1 if before is not None and day - before == timedelta(days=1) else 1
        longest, before = max(longest, run), day
    return longest


def by_person(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """Each person's answers, whoever answered most first."""
    found: dict[str, list[Answer]] = {}
    for each in answers:
        found.setdefault(each.who, []).append(each)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))
