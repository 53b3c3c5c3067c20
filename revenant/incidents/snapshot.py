"""The fold: from the events of one incident to what is the case now. State is nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from revenant.core.severity import Severity
from revenant.incidents.contest import Standing, take
from revenant.incidents.corrections import as_counted
from revenant.incidents.events import (
    SUPERSEDES,
    AnyEvent,
    ChangeLinked,
    EffortLogged,
    FollowUpNoted,
    HandedOff,
    ImpactRecorded,
    IncidentAction,
    IncidentAssigned,
    IncidentEscalated,
    IncidentLinked,
    IncidentOpened,
    IncidentSeverityChanged,
    IncidentStatusChanged,
    IncidentUpdated,
    NoteAdded,
    PageClassified,
    RunbookAttached,
    SignalsCorrelated,
    UnknownEvent,
)
from revenant.incidents.lateness import Lateness, lateness
from revenant.incidents.lifecycle import Status


class IncidentSnapshot(Struct, kw_only=True):
    """What the events say, taken together. A milestone nobody recorded is None, never a guess.

    `last_word_at` is when anybody last recorded anything but an escalation, `silence` the longest time in seconds
    between two words while somebody had it in hand. `came_back` counts how often it was taken up again after it was
    called mitigated or over. `effort` is in minutes, by person. `events` may have been left behind.
    """

    id: str
    title: str = ""
    standing: Standing = Standing()
    status_since: datetime | None = None
    severity: Severity | None = None
    services: list[str] = []
    environment: str = ""
    tags: list[str] = []
    source: str = ""
    commander: str = ""
    communications: str = ""
    responders: list[str] = []
    started_at: datetime | None = None
    first_alert_at: datetime | None = None
    detected_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    mitigated_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    impact_ended_at: datetime | None = None
    last_word_at: datetime | None = None
    silence: int = 0
    came_back: int = 0
    lateness: Lateness = Lateness()
    close_overridden: bool = False
    effort_minutes: int = 0
    effort: dict[str, int] = {}
    notes: list[str] = []
    signals: list[SignalsCorrelated] = []
    changes: list[ChangeLinked] = []
    links: list[IncidentLinked] = []
    impacts: list[ImpactRecorded] = []
    runbooks: list[RunbookAttached] = []
    actions: list[IncidentAction] = []
    follow_ups: list[FollowUpNoted] = []
    escalations: list[IncidentEscalated] = []
    handoffs: list[HandedOff] = []
    pages: list[PageClassified] = []
    unknown: list[UnknownEvent] = []
    taken_back: list[AnyEvent] = []
    events: list[AnyEvent] = []

    @property
    def status(self) -> Status:
        """The status in force."""
        return self.standing.status

    @property
    def contested(self) -> bool:
        """Whether two people moved it differently and nobody has settled that."""
        return bool(self.standing.contesting)

    @property
    def contest(self) -> str:
        """What the contest is about, in words."""
        return self.standing.words

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to respond."""
        return not self.status.is_over

    @property
    def is_answered(self) -> bool:
        """Whether somebody has taken it up, by an acknowledgement or by moving it on."""
        return self.acknowledged_at is not None or self.status is not Status.OPEN

    @property
    def merged_into(self) -> str:
        """The incident that goes on in place of this one; empty while it goes on itself."""
        if self.status is not Status.CANCELLED:
            return ""
        return next((link.target for link in reversed(self.links) if link.relation == "superseded_by"), "")

    @property
    def merged(self) -> list[str]:
        """Incidents that were merged into this one."""
        return list(dict.fromkeys(link.target for link in self.links if link.relation == SUPERSEDES))

    @property
    def in_retrospect(self) -> bool:
        """Whether it was posted after the fact: detected and resolved in one instant says nothing of its length."""
        return self.detected_at is not None and self.detected_at == self.resolved_at


def fold(incident_id: str, events: Iterable[AnyEvent]) -> IncidentSnapshot:
    """Fold events, in any order and with any repeats, into a snapshot. Never raises on any set of events."""
    counted, taken_back = as_counted(events)
    snapshot = IncidentSnapshot(id=incident_id, events=counted, taken_back=taken_back, lateness=lateness(counted))
    for event in snapshot.events:
        is_word = not isinstance(event, IncidentEscalated)  # that somebody was called is no news of the incident
        if is_word and snapshot.is_open and snapshot.is_answered:
            snapshot.silence = max(snapshot.silence, _since(snapshot.last_word_at, event.at))
        apply = _APPLY.get(type(event))
        if apply is not None:
            apply(snapshot, event)
        if is_word:
            snapshot.last_word_at = event.at
    return snapshot


def _since(word: datetime | None, at: datetime) -> int:
    return int((at - word).total_seconds()) if word is not None else 0


def _opened(it: IncidentSnapshot, event: IncidentOpened) -> None:
    if it.detected_at is not None:
        return
    it.title, it.severity, it.environment, it.source = event.title, event.severity, event.environment, event.source
    it.services, it.tags = list(event.services), list(event.tags)
    it.detected_at = event.at
    it.status_since = it.status_since or event.at
    it.started_at = _earliest(it.started_at, event.started_at)


def _status_changed(it: IncidentSnapshot, event: IncidentStatusChanged) -> None:
    before, it.standing = it.standing, take(it.standing, event)
    if event.to is not before.status:
        it.status_since = event.at
    _MILESTONES[event.to](it, event)


def _acknowledged(it: IncidentSnapshot, event: IncidentStatusChanged) -> None:
    """Whoever acknowledges responds; not so whoever writes down what happened in another system."""
    is_own = not (it.source and event.recorded)
    if it.acknowledged_at is None:
        it.acknowledged_at, it.acknowledged_by = event.at, event.by if is_own else ""
    if is_own:
        _add_responder(it, event.by)


def _came_back(it: IncidentSnapshot, event: IncidentStatusChanged) -> None:
    """Back to work: what was claimed reached was not, so those milestones are open again."""
    it.came_back += any((it.mitigated_at, it.resolved_at, it.closed_at))
    it.mitigated_at = it.resolved_at = it.closed_at = None
    it.close_overridden = False


def _mitigated(it: IncidentSnapshot, event: IncidentStatusChanged) -> None:
    it.mitigated_at = it.mitigated_at or event.at


def _resolved(it: IncidentSnapshot, event: IncidentStatusChanged) -> None:
    it.resolved_at = it.resolved_at or event.at
    it.closed_at = None


def _closed(it: IncidentSnapshot, event: IncidentStatusChanged) -> None:
    it.closed_at = it.closed_at or event.at
    it.close_overridden = event.override


def _no_milestone(it: IncidentSnapshot, event: IncidentStatusChanged) -> None:
    """This status has no time of its own."""


_MILESTONES: dict[Status, Callable[[IncidentSnapshot, IncidentStatusChanged], None]] = {
    Status.OPEN: _no_milestone,
    Status.ACKNOWLEDGED: _acknowledged,
    Status.INVESTIGATING: _came_back,
    Status.MITIGATING: _no_milestone,
    Status.MITIGATED: _mitigated,
    Status.RESOLVED: _resolved,
    Status.CLOSED: _closed,
    Status.CANCELLED: _no_milestone,
}


def _severity_changed(it: IncidentSnapshot, event: IncidentSeverityChanged) -> None:
    it.severity = event.to


def _updated(it: IncidentSnapshot, event: IncidentUpdated) -> None:
    it.title = it.title if event.title is None else event.title
    it.services = it.services if event.services is None else list(event.services)
    it.environment = it.environment if event.environment is None else event.environment
    it.tags = it.tags if event.tags is None else list(event.tags)


def _assigned(it: IncidentSnapshot, event: IncidentAssigned) -> None:
    it.commander = it.commander if event.commander is None else event.commander
    it.communications = it.communications if event.communications is None else event.communications
    for person in event.responders:
        _add_responder(it, person)
    if it.source and event.recorded and event.at == it.acknowledged_at and not it.acknowledged_by:
        _answered_elsewhere(it, event.responders)


def _answered_elsewhere(it: IncidentSnapshot, people: list[str]) -> None:
    """Whoever joined an imported incident, alone, in the moment of its acknowledgement is who acknowledged it there."""
    it.acknowledged_by = people[0] if len(people) == 1 else ""


def _add_responder(it: IncidentSnapshot, person: str) -> None:
    if person not in it.responders:
        it.responders.append(person)


def _signals(it: IncidentSnapshot, event: SignalsCorrelated) -> None:
    it.signals.append(event)
    it.first_alert_at = _earliest(it.first_alert_at, event.first)


def _impact(it: IncidentSnapshot, event: ImpactRecorded) -> None:
    it.impacts.append(event)
    it.started_at = _earliest(it.started_at, event.started_at)
    if event.ended_at is not None:
        it.impact_ended_at = max(it.impact_ended_at or event.ended_at, event.ended_at)


def _noted(it: IncidentSnapshot, event: NoteAdded) -> None:
    it.notes.append(event.text)


def _effort(it: IncidentSnapshot, event: EffortLogged) -> None:
    who = event.person or event.by
    it.effort_minutes += event.minutes
    it.effort[who] = it.effort.get(who, 0) + event.minutes


def _classified(it: IncidentSnapshot, event: PageClassified) -> None:
    """Of one page, what its person said last."""
    of = event.person or event.by, event.page
    it.pages = [each for each in it.pages if (each.person or each.by, each.page) != of] + [event]


def _linked(it: IncidentSnapshot, event: IncidentLinked) -> None:
    """Links that say the same, from two clones, are one."""
    if all((link.relation, link.target) != (event.relation, event.target) for link in it.links):
        it.links.append(event)


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(one, other) if one and other else one or other


def _collect(name: str) -> Callable[[IncidentSnapshot, Any], None]:
    """An event that only joins the list `name` of the snapshot."""

    def apply(it: IncidentSnapshot, event: Any) -> None:
        getattr(it, name).append(event)

    return apply


_APPLY: dict[type[AnyEvent], Callable[[IncidentSnapshot, Any], None]] = {
    IncidentOpened: _opened,
    IncidentStatusChanged: _status_changed,
    IncidentSeverityChanged: _severity_changed,
    IncidentUpdated: _updated,
    IncidentAssigned: _assigned,
    SignalsCorrelated: _signals,
    ImpactRecorded: _impact,
    NoteAdded: _noted,
    EffortLogged: _effort,
    ChangeLinked: _collect("changes"),
    IncidentLinked: _linked,
    RunbookAttached: _collect("runbooks"),
    IncidentAction: _collect("actions"),
    FollowUpNoted: _collect("follow_ups"),
    PageClassified: _classified,
    IncidentEscalated: _collect("escalations"),
    HandedOff: _collect("handoffs"),
    UnknownEvent: _collect("unknown"),
}
