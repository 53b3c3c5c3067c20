"""What triggers a notification beside the passing of time: a missed target, a severity raised, a tag, another team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.core.text import how_many
from revenant.core.times import format_span, format_time
from revenant.incidents.deadlines import Deadline, deadlines
from revenant.incidents.events import (
    IncidentEscalated,
    IncidentOpened,
    IncidentSeverityChanged,
    IncidentUpdated,
)
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.escalating.answering import policies_of_services
from revenant.oncall.escalating.policy import Happening, Policy, Trigger
from revenant.oncall.escalating.reaching import dependencies
from revenant.oncall.escalating.roster import Roster


class Occasion(NamedTuple):
    """Something happened; `mark` tells it from others of its kind, `foreign` are services of another team."""

    at: datetime
    mark: str
    why: str
    foreign: tuple[str, ...] | None = None


class Known(NamedTuple):
    """What triggers look at: an open incident with its events, its policy, and who there is, at a time."""

    it: IncidentSnapshot
    policy: Policy
    roster: Roster
    settings: Settings
    now: datetime


def occasions(trigger: Trigger, known: Known) -> Iterator[Occasion]:
    """Every time that it happened, and still is the case."""
    return _FOUND[trigger.on](trigger, known)


def _missed(trigger: Trigger, known: Known) -> Iterator[Occasion]:
    """Deadlines that are over. Of an update that is missed again and again the last one counts."""
    for deadline in deadlines(known.it, known.settings):
        if deadline.target == (trigger.aim or deadline.target) and deadline.due <= known.now:
            yield _update(deadline, known) if deadline.target == "update" else _missed_once(deadline, known)


def _missed_once(deadline: Deadline, known: Known) -> Occasion:
    span = known.settings.targets(known.it.severity).span(deadline.target)
    why = f"not {deadline.target}d within {format_span(span)}" if span else f"{deadline.target} target missed"
    return Occasion(deadline.due, deadline.target, why)


def _update(deadline: Deadline, known: Known) -> Occasion:
    span = known.settings.targets(known.it.severity).span("update")
    word = next((event for event in reversed(known.it.events) if not isinstance(event, IncidentEscalated)), None)
    if span is None or word is None or not span:
        return Occasion(deadline.due, "update", "update target missed")
    times = 1 + (known.now - deadline.due) // span
    why = f"no update since {format_time(word.at)}, where {format_span(span)} is the target"
    again = f"; {how_many(times, 'update')} missed" if times > 1 else ""
    return Occasion(deadline.due + span * (times - 1), f"update.{word.id}.{times}", why + again)


def _raised(trigger: Trigger, known: Known) -> Iterator[Occasion]:
    """Severity words sort the worst first. What was lowered again since is not the case any more."""
    for event in known.it.events:
        if isinstance(event, IncidentSeverityChanged) and event.to < event.from_:
            is_so = known.it.severity is not None and known.it.severity <= event.to
            if is_so and (not trigger.to or event.to in trigger.to):
                yield Occasion(event.at, event.id, f"severity raised from {event.from_} to {event.to}")


def _expertise(trigger: Trigger, known: Known) -> Iterator[Occasion]:
    wanted = trigger.tag.casefold()
    since = _since(known.it, lambda event: wanted in {tag.casefold() for tag in event.tags or ()}, "tags")
    if wanted and since is not None:
        yield Occasion(since.at, since.id, f"it takes {trigger.tag}")


def _cross_team(trigger: Trigger, known: Known) -> Iterator[Occasion]:
    """An affected service, or what one depends on directly, is another team's: once for each of these teams."""
    it, roster = known.it, known.roster
    own = _teams(known)
    services = [*it.services, *dependencies(it.services, roster)]
    teams = {team: [each for each in services if roster.owner(each) == team] for team in map(roster.owner, services)}
    for team, theirs in teams.items():
        if team and own and team not in own:
            yield from _of_team(team, theirs, known)


def _of_team(team: str, theirs: list[str], known: Known) -> Iterator[Occasion]:
    it, roster = known.it, known.roster
    since = _since(it, lambda event: _touches(event.services or (), theirs, roster), "services")
    if since is not None:
        affected = [each for each in theirs if each in it.services]
        words = f"{', '.join(affected)} affected" if affected else f"it may come from {', '.join(theirs)}"
        yield Occasion(since.at, team, f"{words}, of team {team}", tuple(affected or theirs))


def _teams(known: Known) -> frozenset[str]:
    """Whose policy it is: the teams that it names, else the owners of the services it was chosen for."""
    if known.policy.teams:
        return frozenset(known.policy.teams)
    owners = [
        known.roster.owner(service)
        for service in known.it.services
        if known.policy in policies_of_services([service], known.roster, known.it.severity)
    ]
    return frozenset(owner for owner in owners if owner)


def _touches(services: Iterable[str], theirs: Iterable[str], roster: Roster) -> bool:
    named = set(services)
    return bool(named.union(dependencies(named, roster)).intersection(theirs))


def _since(
    it: IncidentSnapshot, is_so: Callable[[IncidentOpened | IncidentUpdated], bool], field: str
) -> IncidentOpened | IncidentUpdated | None:
    """The event since which something is so without a break; None where it is not."""
    found: IncidentOpened | IncidentUpdated | None = None
    for event in it.events:
        if isinstance(event, IncidentOpened | IncidentUpdated) and getattr(event, field) is not None:
            found = (found or event) if is_so(event) else None
    return found


_FOUND: dict[Happening, Callable[[Trigger, Known], Iterator[Occasion]]] = {
    Happening.TARGET_MISSED: _missed,
    Happening.SEVERITY_RAISED: _raised,
    Happening.EXPERTISE_NEEDED: _expertise,
    Happening.CROSS_TEAM: _cross_team,
}
