"""What recurs in many incidents: alerts, causes, tags and services, how often, over what time, and what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.incidents.lifecycle import Status
from revenant.incidents.selection import by_detection
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.incidents.windows import add_up
from revenant.postmortems.learning.recurring import weeks_of
from revenant.postmortems.learning.tally import Tally
from revenant.postmortems.learning.traits import Basis, Trait, traits_of
from revenant.reports.statistics.location import median
from revenant.reports.wording import duration

_LEFT_OUT = frozenset({"series", "link"})
_ORDER = {"alert": 0, "change": 2, "cause": 3, "ticket": 4, "tag": 5, "service": 6}  # other signals after alerts
_MINUTE = timedelta(minutes=1)


class Pattern(NamedTuple):
    """One trait that recurs. `incidents` are their ids, oldest first; `weeks` the calendar weeks with one.

    `resolved` says of how many the time to resolve is known, `median` is that time. `impact` is the recorded time
    of impact, `share` its part of all that was recorded, None where nothing was recorded of these; `budgets` is the
    part of the bad minutes of each SLO that was named. `after` is how many incidents came after the latest one of which
    an action is done, None where none is.
    """

    trait: Trait
    incidents: tuple[str, ...]
    weeks: int
    first: datetime
    last: datetime
    resolved: int
    median: timedelta | None
    impact: timedelta
    share: float | None
    budgets: Mapping[str, float]
    tally: Tally
    postmortems: int
    after: int | None


class Patterns(NamedTuple):
    """What was found, and in what: how many incidents were looked at, and of how many a thing is known at all."""

    found: list[Pattern]
    looked_at: int
    cancelled: int
    first: datetime | None
    last: datetime | None
    with_signals: int
    with_cause: int
    with_tags: int
    with_impact: int


def find_patterns(incidents: Sequence[IncidentSnapshot], tallies: Mapping[str, Tally], least: int) -> Patterns:
    """Every trait that at least so many incidents have; cancelled ones do not count.

    `tallies` are the action items of those that have a postmortem.
    """
    counted = sorted((it for it in incidents if _counts(it)), key=by_detection)
    traits = {it.id: traits_of(it) for it in counted}
    bases = Counter(basis for own in traits.values() for basis in {trait.basis for trait in own})
    total, budgets = recorded_impact(counted), _bad_minutes(counted)
    found = [_pattern(trait, its, total, budgets, tallies) for trait, its in _recurring(counted, traits, least)]
    found.sort(key=lambda each: (_ORDER.get(each.trait.kind, 1), -len(each.incidents), each.trait.key))
    return _summed_up(found, counted, bases, len(incidents) - len(counted))


def recurring(incidents: Iterable[IncidentSnapshot], least: int = 2) -> list[tuple[Trait, list[IncidentSnapshot]]]:
    """Traits that so many incidents have, each with these, oldest first; cancelled ones do not count."""
    counted = sorted((it for it in incidents if _counts(it)), key=by_detection)
    return list(_recurring(counted, {it.id: traits_of(it) for it in counted}, least))


def _recurring(
    counted: Iterable[IncidentSnapshot], traits: Mapping[str, Iterable[Trait]], least: int
) -> Iterable[tuple[Trait, list[IncidentSnapshot]]]:
    having: dict[Trait, list[IncidentSnapshot]] = {}
    for it in counted:
        for trait in traits[it.id]:
            having.setdefault(trait, []).append(it)
    found = [(trait, its) for trait, its in having.items() if len(its) >= least and trait.kind not in _LEFT_OUT]
    return _narrowed(found)


def _counts(it: IncidentSnapshot) -> bool:
    return it.status is not Status.CANCELLED and it.detected_at is not None


def _narrowed(
    found: list[tuple[Trait, list[IncidentSnapshot]]],
) -> Iterable[tuple[Trait, list[IncidentSnapshot]]]:
    """Without an alert where the same alert on one service says as much."""
    narrow = {(trait.kind, trait.name, len(its)) for trait, its in found if trait.service}
    return (each for each in found if each[0].service or (each[0].kind, each[0].name, len(each[1])) not in narrow)


def _pattern(
    trait: Trait,
    its: list[IncidentSnapshot],
    total: timedelta,
    budgets: Mapping[str, float],
    tallies: Mapping[str, Tally],
) -> Pattern:
    times = [it.detected_at for it in its if it.detected_at]
    lasted = [it.resolved_at - it.detected_at for it in its if it.resolved_at and it.detected_at]
    known = [span for span in lasted if span > timedelta(0)]  # posted afterwards: its length says nothing
    impact = recorded_impact(its)
    told = [tallies[it.id] for it in its if it.id in tallies]
    return Pattern(
        trait=trait,
        incidents=tuple(it.id for it in its),
        weeks=weeks_of(times),
        first=min(times),
        last=max(times),
        resolved=len(known),
        median=duration(median([span.total_seconds() for span in known])),
        impact=impact,
        share=impact / total if total and any(has_impact(it) for it in its) else None,
        budgets={slo: bad / budgets[slo] for slo, bad in _bad_minutes(its).items() if budgets[slo]},
        tally=_sum(told),
        postmortems=len(told),
        after=_after(its, tallies),
    )


def _after(its: Sequence[IncidentSnapshot], tallies: Mapping[str, Tally]) -> int | None:
    """How many came after the latest of which an action is done."""
    done = [place for place, it in enumerate(its) if tallies.get(it.id, Tally()).done]
    return len(its) - 1 - done[-1] if done else None


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for each in tallies:
        total = total.plus(each)
    return total


def recorded_impact(its: Iterable[IncidentSnapshot]) -> timedelta:
    """The time of recorded impact: within an incident windows that overlap count once; those without an end not."""
    return sum((add_up(it.impacts).affected for it in its if it.impacts), timedelta())


def has_impact(it: IncidentSnapshot) -> bool:
    """Whether somebody recorded an impact that has ended."""
    return any(each.ended_at is not None for each in it.impacts)


def _bad_minutes(its: Iterable[IncidentSnapshot]) -> dict[str, float]:
    """Minutes times the share of bad events, by SLO, no moment of an incident twice: what an error budget pays with."""
    found: dict[str, float] = {}
    for it in its:
        for slo in dict.fromkeys(each.slo for each in it.impacts if each.slo):
            bad = add_up(each for each in it.impacts if each.slo == slo).bad / _MINUTE
            if bad:
                found[slo] = found.get(slo, 0.0) + bad
    return found


def _summed_up(
    found: list[Pattern], counted: list[IncidentSnapshot], bases: Counter[Basis], cancelled: int
) -> Patterns:
    return Patterns(
        found=found,
        looked_at=len(counted),
        cancelled=cancelled,
        first=counted[0].detected_at if counted else None,
        last=counted[-1].detected_at if counted else None,
        with_signals=bases[Basis.KEY],
        with_cause=bases[Basis.CAUSE],
        with_tags=sum(bool(it.tags) for it in counted),
        with_impact=sum(map(has_impact, counted)),
    )
