"""What being on call took of each person, team or month, and how evenly it fell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from msgspec import Struct

from revenant.oncall.changing.turns import Span
from revenant.oncall.loading.hours import Worked


class Load(Struct, frozen=True, kw_only=True):
    """`hours` are on-call hours, each schedule's counted; `longest` is the longest time without a break.

    `nights`, `weekends` and `holidays` are days and weekends touched, each once a person; the others how long.
    """

    name: str
    shifts: int
    hours: timedelta
    night: timedelta
    weekend: timedelta
    holiday: timedelta
    nights: int
    weekends: int
    holidays: int
    longest: timedelta
    share: float | None


class Balance(Struct, frozen=True, kw_only=True):
    """How evenly hours fell to `people`: `pairwise` is the mean of the lesser by the greater over all pairs, 1 where
    all have the same; None where there are fewer than two people or no hours.
    """

    people: int
    pairwise: float | None


def loads(found: Iterable[Worked], name_of: Callable[[Worked], str], also: Iterable[str] = ()) -> list[Load]:
    """One a name, the most hours first; `also` are names with nothing, unless there is something of them."""
    groups: dict[str, list[Worked]] = {name: [] for name in also}
    for each in found:
        groups.setdefault(name_of(each), []).append(each)
    total = sum((each.length for group in groups.values() for each in group), timedelta())
    made = [_load(name, group, total) for name, group in groups.items()]
    return sorted(made, key=lambda load: (-load.hours, load.name))


def balance(hours: Sequence[timedelta]) -> Balance:
    """Of the hours of each person."""
    pairs = [min(pair) / max(pair) if max(pair) else 1.0 for pair in combinations(hours, 2)]
    known = bool(pairs) and any(hours)
    return Balance(people=len(hours), pairwise=sum(pairs) / len(pairs) if known else None)


def _load(name: str, group: Sequence[Worked], total: timedelta) -> Load:
    hours = sum((each.length for each in group), timedelta())
    return Load(
        name=name,
        shifts=len(group),
        hours=hours,
        night=sum((each.night for each in group), timedelta()),
        weekend=sum((each.weekend for each in group), timedelta()),
        holiday=sum((each.holiday for each in group), timedelta()),
        nights=_distinct(group, lambda each: each.nights),
        weekends=_distinct(group, lambda each: each.weekends),
        holidays=_distinct(group, lambda each: each.days_off),
        longest=_longest(group),
        share=hours / total if total else None,
    )


def _distinct(group: Iterable[Worked], days: Callable[[Worked], Iterable[date]]) -> int:
    return len({(each.shift.person, day) for each in group for day in days(each)})


def _longest(group: Sequence[Worked]) -> timedelta:
    """The longest time one person was on call for anything, whichever schedules that was for."""
    longest = timedelta()
    ends: dict[str, Span] = {}
    for each in sorted(group, key=lambda each: each.shift.start):
        person, span = each.shift.person, each.shift.span
        before = ends.get(person)
        if before is not None and span.start <= before.end:
            span = Span(before.start, max(before.end, span.end))
        ends[person] = span
        longest = max(longest, span.length)
    return longest
