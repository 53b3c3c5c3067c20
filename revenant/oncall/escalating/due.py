"""What is due of an incident at a time: steps of its policies, triggers, an acknowledgement that was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.core.times import format_span
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.escalating.answering import policies_of
from revenant.oncall.escalating.episodes import Episode, current, forgotten, in_hand
from revenant.oncall.escalating.notice import Notice, key, told
from revenant.oncall.escalating.policy import Policy, Trigger
from revenant.oncall.escalating.reaching import Asked, reach
from revenant.oncall.escalating.roster import Roster
from revenant.oncall.escalating.stepping import Slot, due_steps, upcoming
from revenant.oncall.escalating.triggers import Known, Occasion, occasions

FORGOTTEN = "forgotten"


class Due(NamedTuple):
    """Notifications that are due, and what is to be said of policies that could not be followed."""

    notices: list[Notice]
    remarks: list[str]


def due(it: IncidentSnapshot, roster: Roster, settings: Settings, now: datetime) -> Due:
    """What is due of an incident with its events, and was not recorded yet; in order of time."""
    policies, known = policies_of(it, roster), told(it)
    found = Due([], [])
    for notice, remarks in _all_due(it, policies, roster, settings, now):
        if notice is not None and notice.key not in known:
            found.notices.append(notice)
        found.remarks.extend(remark for remark in remarks if remark not in found.remarks)
    found.notices.sort(key=lambda notice: notice.due)
    return found


def coming(it: IncidentSnapshot, roster: Roster, settings: Settings) -> list[Slot]:
    """Every step still to be taken, in order of time, if nobody says anything until then."""
    policies = policies_of(it, roster)
    episodes = [episode for episode, _ in _episodes(it, policies, roster, settings)]
    return upcoming(policies, episodes, told(it))


def asked_at(it: IncidentSnapshot, roster: Roster, now: datetime) -> Asked:
    """Who is meant by the targets of an incident's policies at a time."""
    return Asked(roster, now, it.services)


def _all_due(
    it: IncidentSnapshot, policies: list[Policy], roster: Roster, settings: Settings, now: datetime
) -> Iterator[tuple[Notice | None, list[str]]]:
    known, asked = told(it), asked_at(it, roster, now)
    for episode, owner in _episodes(it, policies, roster, settings):
        if episode.start > now:
            continue
        if owner is not None:
            yield _reminder(it, episode, owner, roster), []
        for policy in policies:
            yield from due_steps(policy, episode, known, asked)
    own = frozenset(policy.name for policy in policies)
    for policy in policies:
        yield from _triggered(Known(it, policy, roster, settings, now), asked._replace(own=own), known)


def _episodes(
    it: IncidentSnapshot, policies: list[Policy], roster: Roster, settings: Settings
) -> Iterator[tuple[Episode, Policy | None]]:
    """The episodes that matter, each with the policy after whose time an acknowledgement is forgotten, if it was."""
    episode = current(it, roster.bots)
    if episode is not None:
        yield episode, None
    spans = [(span, policy) for policy in policies if (span := _patience(policy, it, settings)) is not None]
    if spans:
        span, policy = min(spans, key=lambda each: each[0])
        again = forgotten(it, span, roster.bots)
        if again is not None:
            yield again, policy


def _patience(policy: Policy, it: IncidentSnapshot, settings: Settings) -> timedelta | None:
    return policy.forgotten_after or settings.targets(it.severity).span("update")


def _reminder(it: IncidentSnapshot, episode: Episode, policy: Policy, roster: Roster) -> Notice | None:
    """Whoever has it in hand is asked first."""
    person = in_hand(it, roster.bots)
    if not person:
        return None
    word = next(event.at for event in it.events if event.id == episode.mark)
    why = f"acknowledged, and no word for {format_span(episode.start - word)}"
    name = key("-", FORGOTTEN, episode.mark)
    return Notice(name, policy.name, episode.start, why, {person: f"user:{person}"}, trigger=FORGOTTEN)


def _triggered(known: Known, asked: Asked, recorded: frozenset[str]) -> Iterator[tuple[Notice | None, list[str]]]:
    episode = current(known.it, known.roster.bots)
    for number, trigger in enumerate(known.policy.triggers, start=1):
        if episode is None or not episode.holds(trigger.condition):
            continue
        for occasion in occasions(trigger, known):
            name = key(known.policy.name, f"{trigger.on}.{number}", occasion.mark)
            if name not in recorded and occasion.at + trigger.after <= known.now:
                yield _answer(name, trigger, occasion, known, asked)


def _answer(
    name: str, trigger: Trigger, occasion: Occasion, known: Known, asked: Asked
) -> tuple[Notice | None, list[str]]:
    """The notification of one occasion; nothing where those meant are told by policies of their own."""
    found = reach(trigger.targets, asked._replace(foreign=occasion.foreign), frozenset({known.policy.name}))
    where = f"policy {known.policy.name}, {trigger.on}"
    remarks = [f"{where}: {remark}" for remark in found.remarks]
    if not found.people:
        return None, [*remarks, f"{where} reaches nobody"] if remarks else []
    due_at = occasion.at + trigger.after
    return Notice(name, known.policy.name, due_at, occasion.why, found.people, trigger=trigger.on.value), remarks
