"""Gathers what the page of a handoff tells: from incidents, changes, action items and the schedules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from revenant.core.text import shorten
from revenant.core.times import format_time
from revenant.incidents.deadlines import deadlines
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.handing.answering import answers_for
from revenant.oncall.handing.page import Deferred, Escalated, HandoffFacts, Made, Noise, Owed, Standing
from revenant.oncall.handing.telling import RECENT
from revenant.oncall.handing.turns import Turnover, backup, coming
from revenant.oncall.schedule import Schedule
from revenant.postmortems.actions import State
from revenant.postmortems.actions.tracking import Tracked
from revenant.signals.changes import Change
from revenant.store.oncall import OncallStore
from revenant.store.places import incident_path
from revenant.store.workspace import Workspace

_SOON = timedelta(days=7)
_LONGEST = 200
_NOISIEST = 10


class Gatherer:
    """What one schedule's page is made of; `incidents` are all there are, with the lists they hold."""

    def __init__(
        self, workspace: Workspace, oncall: OncallStore, schedule: Schedule, incidents: Sequence[IncidentSnapshot]
    ) -> None:
        self._workspace, self._oncall, self._schedule = workspace, oncall, schedule
        self._owners = {service.name: service.owner for service in workspace.catalogue.services}
        self._incidents = [it for it in incidents if self._concerns(it.services) or self._called(it)]

    @property
    def open_ids(self) -> list[str]:
        """The open incidents of what the schedule answers for, and those its people were called for, oldest first."""
        return [it.id for it in self._incidents if it.is_open]

    def facts(
        self, turn: Turnover, at: datetime, since: datetime, changes: Iterable[Change], items: Iterable[Tracked]
    ) -> HandoffFacts:
        """All that the page tells; budgets and notes are added by whoever has them."""
        schedules = {each.name: each for each in self._oncall.schedules}
        recent = [it for it in self._incidents if it.is_open or (it.last_word_at or at) >= since]
        watched = [it for it in recent if _is_watched(it, since)]
        return HandoffFacts(
            schedule=self._schedule.name,
            zone=self._schedule.zone,
            at=at,
            since=since,
            begins=turn.begins,
            outgoing=turn.outgoing,
            incoming=turn.incoming,
            backup=backup(self._schedule, self._oncall.policies, schedules, at),
            open=[self._standing(it) for it in recent if it.is_open and it not in watched],
            watched=[self._standing(it) for it in watched],
            escalated=[
                self._escalated(it, number) for it in recent if it.is_open for number in range(len(it.escalations))
            ],
            changes=[_made(each, at) for each in changes if each.at >= at - RECENT and self._answers(each.service)],
            noise=_noise(recent, since),
            owed=[each for one in items if self._owes(one) and (each := _owed(one, at)) is not None],
            deferred=[self._deferred(it, number) for it in recent for number in range(len(it.follow_ups))],
            coming=coming(self._schedule, at),
        )

    def _concerns(self, services: Sequence[str]) -> bool:
        """An incident whose services nobody answers for is everybody's."""
        if any(self._answers(each) for each in services):
            return True
        others = [each for each in self._oncall.schedules if each is not self._schedule]
        return not any(self._answers(service, other) for service in services for other in others)

    def _called(self, it: IncidentSnapshot) -> bool:
        """Whether whoever is on call was called for it, whosever it is."""
        return it.is_open and any(each.to in self._schedule.on_call(each.at) for each in it.escalations)

    def _answers(self, service: str, schedule: Schedule | None = None) -> bool:
        owner = self._owners.get(service, "")
        return answers_for(schedule or self._schedule, self._oncall.policies, service, owner)

    def _owes(self, one: Tracked) -> bool:
        """An action item of a service, of a team the schedule answers for, or of one of its people."""
        people = {who for layer in self._schedule.layers for members in layer.members for who in members}
        return (
            one.item.owner in people
            or any(self._answers(service) for service in one.services)
            or one.item.owner in self._schedule.teams
        )

    def _link(self, it: IncidentSnapshot) -> str:
        """From oncall/handoffs/YYYY/, where pages are, to the log."""
        path = incident_path(self._workspace.root, it.id)
        return f"../../../{self._workspace.relative(path)}"

    def _standing(self, it: IncidentSnapshot) -> Standing:
        owner = it.commander or it.acknowledged_by or next(iter(it.responders), "")
        severity = it.severity.value if it.severity else ""
        return Standing(
            it.id, self._link(it), it.title, severity, it.status.value, it.status_since, owner, self._next_step(it)
        )

    def _next_step(self, it: IncidentSnapshot) -> str:
        """What was last said is to be done, and by when the next word is promised."""
        said = it.notes[-1:] or [each.text for each in it.follow_ups[-1:]]
        due = [f"{each.target} by {format_time(each.due)}" for each in deadlines(it, self._workspace.settings)[:1]]
        return "; ".join([*(shorten(text, _LONGEST) for text in said), *due])

    def _escalated(self, it: IncidentSnapshot, number: int) -> Escalated:
        event = it.escalations[number]
        return Escalated(it.id, self._link(it), event.at, event.to, event.reason)

    def _deferred(self, it: IncidentSnapshot, number: int) -> Deferred:
        noted = it.follow_ups[number]
        return Deferred(it.id, self._link(it), noted.text, noted.owner)


def _is_watched(it: IncidentSnapshot, since: datetime) -> bool:
    """Mitigated, or over since the turn began."""
    if it.is_open:
        return it.status is Status.MITIGATED
    return it.status is not Status.CANCELLED and it.resolved_at is not None and it.resolved_at >= since


def _made(change: Change, at: datetime) -> Made:
    return Made(change.at, change.words, change.by, change.at > at)


def _noise(incidents: Iterable[IncidentSnapshot], since: datetime) -> list[Noise]:
    """Alerts heard since then, the most frequent first."""
    found: dict[str, Noise] = {}
    for it in incidents:
        for signal in it.signals:
            if (signal.last or signal.at) < since:
                continue
            known = found.get(signal.name, Noise(signal.name, 0, (), 0))
            is_new = it.id not in known.incidents
            found[signal.name] = Noise(
                signal.name,
                known.heard + signal.count,
                (*known.incidents, it.id) if is_new else known.incidents,
                known.unanswered + (is_new and it.is_open and not it.is_answered),
            )
    return sorted(found.values(), key=lambda each: (-each.heard, each.name))[:_NOISIEST]


def _owed(one: Tracked, at: datetime) -> Owed | None:
    """An action item that is overdue, or will be soon."""
    due = one.item.due
    if due is None or not one.state.is_open or due > (at + _SOON).date():
        return None
    return Owed(one.name, one.item.text, one.item.owner, due.isoformat(), one.state is State.OVERDUE)
