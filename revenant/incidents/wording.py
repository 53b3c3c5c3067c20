"""Events in words: one line each, for the timeline, the postmortem and the answer to a write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from revenant.core.text import one_line
from revenant.core.times import format_duration, format_time
from revenant.incidents.events import (
    CORRELATION,
    ESCALATION,
    AnyEvent,
    ChangeLinked,
    EffortLogged,
    EventAmended,
    EventRetracted,
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

ANSWERS = {"action": "action taken", "no-action": "no action needed", "alert-change": "the alert needs a change"}


def describe(event: AnyEvent) -> str:
    """The event in one harmless line of plain words."""
    is_copy = event.origin and not event.origin.startswith((CORRELATION, ESCALATION))
    origin = f" (from {event.origin.partition('/')[0]})" if is_copy else ""
    return one_line(_WORDS[type(event)](event) + origin)


def delay(event: AnyEvent) -> str:
    """How much later than it happened it was written down; empty where it was at once."""
    if event.recorded is None or event.recorded <= event.at:
        return ""
    return f" (recorded {format_duration(event.recorded - event.at)} later)"


def _because(reason: str) -> str:
    return f": {reason}" if reason else ""


def _status(event: IncidentStatusChanged) -> str:
    override = " (close gate overridden)" if event.override else ""
    return f"{event.from_} → {event.to}{override}{_because(event.reason)}"


def _updated(event: IncidentUpdated) -> str:
    new = {"title": event.title, "services": event.services, "environment": event.environment, "tags": event.tags}
    return "; ".join(f"{name} is now {_joined(value)}" for name, value in new.items() if value is not None)


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value) or "empty"


def _assigned(event: IncidentAssigned) -> str:
    named = {"commander": event.commander, "communications": event.communications}
    parts = [f"{role}: {person}" for role, person in named.items() if person is not None]
    return "; ".join(parts + ([f"responders: {', '.join(event.responders)}"] if event.responders else []))


def _escalated(event: IncidentEscalated) -> str:
    step = f", step {event.step}" if event.step else ""
    again = f", round {event.round + 1}" if event.round else ""
    policy = f" by policy {event.policy}{step}{again}" if event.policy else ""
    meant = f" ({event.target})" if event.target and event.target != f"user:{event.to}" else ""
    return f"escalated to {event.to}{meant}{policy}{_because(event.reason)}"


def _page(event: PageClassified) -> str:
    lost = f", {event.sleep_lost} min of sleep lost" if event.sleep_lost else ""
    which = f" {event.page}" if event.page else ""
    return f"page{which} of {event.person or event.by}: {ANSWERS[event.answer]}{lost}{_because(event.text)}"


def _signals(event: SignalsCorrelated) -> str:
    times = f", {format_time(event.first)} to {format_time(event.last)}" if event.first and event.last else ""
    return f"{event.count} × {event.name}{times}{_because(event.reason)}"


def _change(event: ChangeLinked) -> str:
    verdict = f" ({event.verdict})" if event.verdict else ""
    return f"change {event.change} {event.summary}".rstrip() + verdict + _because(event.reason)


def _impact(event: ImpactRecorded) -> str:
    end = format_time(event.ended_at) if event.ended_at else "not yet over"
    ratio = f", {event.bad_ratio:.1%} bad" if event.bad_ratio is not None else ""
    slo = f" on {event.slo}" if event.slo else ""
    return f"impact{slo}: {format_time(event.started_at)} → {end}{ratio}{_because(event.text)}"


def _amended(event: EventAmended) -> str:
    changes = "; ".join(f"{name} is now {_plain(value)}" for name, value in event.set.items())
    return f"corrects {event.target}: {changes}{_because(event.reason)}"


def _plain(value: Any) -> str:
    return format_time(value) if isinstance(value, datetime) else str(value)


def _action(event: IncidentAction) -> str:
    label = " [Demo only / simulated]" if event.simulated else ""
    outcome = f" → {event.outcome}" if event.outcome else ""
    step = f"{event.runbook} {event.step}: ".lstrip() if event.step else ""
    title = f"{event.title}: " if event.title and event.title != event.text else ""
    return f"{step}{event.category} {title}{event.text}{outcome}{_because(event.observed)}{label}"


def _handed_off(event: HandedOff) -> str:
    oncall = f" (on call for {event.schedule})" if event.schedule else ""
    if event.accepted:
        return f"{event.to} accepted the handoff{oncall}{_because(event.text)}"
    who = f"{event.outgoing} → {event.to}" if event.outgoing else f"to {event.to}"
    return f"handed off {who}{oncall}{_because(event.text)}"


_WORDS: dict[type[AnyEvent], Callable[[Any], str]] = {
    IncidentOpened: lambda event: f"opened as {event.severity}: {event.title}",
    IncidentStatusChanged: _status,
    IncidentSeverityChanged: lambda event: f"severity {event.from_} → {event.to}{_because(event.reason)}",
    IncidentUpdated: _updated,
    IncidentAssigned: _assigned,
    IncidentLinked: lambda event: f"linked: {event.relation} {event.target}",
    IncidentEscalated: _escalated,
    NoteAdded: lambda event: f"note: {event.text}",
    SignalsCorrelated: _signals,
    ChangeLinked: _change,
    RunbookAttached: lambda event: f"runbook {event.runbook}{_because(event.reason)}",
    IncidentAction: _action,
    ImpactRecorded: _impact,
    PageClassified: _page,
    EffortLogged: lambda event: f"{event.minutes} min of work by {event.person or event.by}{_because(event.text)}",
    FollowUpNoted: lambda event: f"follow-up: {event.text}" + (f" ({event.owner})" if event.owner else ""),
    HandedOff: _handed_off,
    EventAmended: _amended,
    EventRetracted: lambda event: f"takes back {event.target}: {event.reason}",
    UnknownEvent: lambda event: f"{event.type} ({event.why})",
}
