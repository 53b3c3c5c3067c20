"""The event types of an incident log: immutable facts, each with who, when and what.

One class a type; the class name in capitals is the word in the file. A type this version does not
know is kept as `UnknownEvent`, so that an older revenant never loses a newer one's data.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, cast, get_args

import msgspec
from msgspec import Meta, Struct, field

from revenant.core.severity import Severity
from revenant.core.text import all_encodable, encodable
from revenant.incidents.lifecycle import Status

Time = Annotated[datetime, Meta(tz=True)]
Text = Annotated[str, Meta(min_length=1)]
Answer = Literal["action", "no-action", "alert-change"]


class Redaction(Struct, frozen=True):
    """Who took the words out of an event, when and why."""

    by: Text
    at: Time
    reason: Text


CORRELATION = "correlation:"
ESCALATION = "escalation:"


class Event(Struct, frozen=True, kw_only=True, tag_field="type", omit_defaults=True):
    """What every event carries.

    `at` is when it happened; `recorded` is there only when it was written down later; `origin` is
    only on what can be made twice: INCIDENT/EVENT on a copy, which a merge or a split made of another incident's
    event, `correlation:GROUP/HASH` on what correlation recorded, `escalation:KEY` on a notification that was due. Of
    one origin the earliest counts.
    """

    id: Annotated[str, Meta(pattern="^[0-9a-hjkmnp-tv-z]{8}$")]
    at: Time
    by: Text
    recorded: Time | None = None
    redacted: Redaction | None = None
    origin: str = ""

    @property
    def type(self) -> str:
        """The word for this event in the file."""
        return str(self.__struct_config__.tag)


class IncidentOpened(Event, frozen=True, tag="INCIDENT_OPENED"):
    """Somebody or something declared the incident; `at` is when it was detected."""

    title: Text
    severity: Severity
    services: list[str] = []
    environment: str = ""
    tags: list[str] = []
    started_at: Time | None = None
    source: str = ""


class IncidentStatusChanged(Event, frozen=True, tag="INCIDENT_STATUS_CHANGED"):
    """`override`: the close gate was overridden. `settles`: the contesting event its writer knew of."""

    from_: Status = field(name="from")
    to: Status
    reason: str = ""
    override: bool = False
    settles: str = ""


class IncidentSeverityChanged(Event, frozen=True, tag="INCIDENT_SEVERITY_CHANGED"):
    from_: Severity = field(name="from")
    to: Severity
    reason: str = ""


class IncidentUpdated(Event, frozen=True, tag="INCIDENT_UPDATED"):
    """New values for what is named; what is absent stays."""

    title: str | None = None
    services: list[str] | None = None
    environment: str | None = None
    tags: list[str] | None = None


class IncidentAssigned(Event, frozen=True, tag="INCIDENT_ASSIGNED"):
    commander: str | None = None
    communications: str | None = None
    responders: list[str] = []


class IncidentLinked(Event, frozen=True, tag="INCIDENT_LINKED"):
    """`relation` is duplicate_of, caused_by, related, superseded_by, ticket or violates (an SLO)."""

    relation: Text
    target: Text


class IncidentEscalated(Event, frozen=True, tag="INCIDENT_ESCALATED"):
    """Somebody was called as `target` by `policy`: its `step` from 1 in a `round` from 0, or `trigger`; `due` then."""

    to: Text
    reason: str = ""
    policy: str = ""
    target: str = ""
    step: Annotated[int, Meta(ge=0)] = 0
    round: Annotated[int, Meta(ge=0)] = 0
    trigger: str = ""
    due: Time | None = None


class NoteAdded(Event, frozen=True, tag="NOTE_ADDED"):
    text: Text


class SignalsCorrelated(Event, frozen=True, tag="SIGNALS_CORRELATED"):
    """A summary of signals that belong here; `first` and `last` are the signals' own times.

    `ids` are those of a few of them, `group` is what correlation called them. Service, instance, kind,
    severity and fingerprint tell one series of signals from another.
    """

    name: Text
    count: int = 1
    first: Time | None = None
    last: Time | None = None
    ids: list[str] = []
    reason: str = ""
    service: str = ""
    instance: str = ""
    kind: str = ""
    severity: str = ""
    fingerprint: str = ""
    group: str = ""


class ChangeLinked(Event, frozen=True, tag="CHANGE_LINKED"):
    """What people say of a change; `verdict` is confirmed, declared, suspected or refuted, and the latest counts."""

    change: Text
    summary: str = ""
    changed_at: Time | None = None
    verdict: str = ""
    reason: str = ""


class RunbookAttached(Event, frozen=True, tag="RUNBOOK_ATTACHED"):
    runbook: Text
    blob: str = ""
    reason: str = ""


class IncidentAction(Event, frozen=True, tag="INCIDENT_ACTION"):
    """A runbook step or an operator's action, always with its category; never performed by us."""

    text: Text
    category: str
    simulated: bool
    runbook: str = ""
    step: str = ""
    outcome: str = ""
    blob: str = ""
    title: str = ""
    inputs: dict[str, str] = {}
    observed: str = ""


class ImpactRecorded(Event, frozen=True, tag="IMPACT_RECORDED"):
    """When users were affected, and how badly: `bad_ratio` is the share of bad events, 0 to 1."""

    started_at: Time
    ended_at: Time | None = None
    slo: str = ""
    bad_ratio: Annotated[float, Meta(ge=0, le=1)] | None = None
    text: str = ""


class EffortLogged(Event, frozen=True, tag="EFFORT_LOGGED"):
    minutes: Annotated[int, Meta(ge=1)]
    text: str = ""
    person: str = ""


class PageClassified(Event, frozen=True, tag="PAGE_CLASSIFIED"):
    """What the page that called `person` was worth: `page`, an escalation, else the opening; sleep in minutes."""

    answer: Answer
    sleep_lost: Annotated[int, Meta(ge=0)] = 0
    person: str = ""
    page: str = ""
    text: str = ""


class FollowUpNoted(Event, frozen=True, tag="FOLLOW_UP_NOTED"):
    text: Text
    owner: str = ""


class HandedOff(Event, frozen=True, tag="HANDED_OFF"):
    """On call for `schedule`, from `outgoing` to `to`, as `page` tells; `accepted`: `to` has confirmed it."""

    to: Text
    text: str = ""
    outgoing: str = ""
    schedule: str = ""
    page: str = ""
    accepted: bool = False


class EventAmended(Event, frozen=True, tag="EVENT_AMENDED"):
    """Corrects fields of another event; the fold and the measurements follow."""

    target: Text
    set: dict[str, Any]
    reason: str = ""


class EventRetracted(Event, frozen=True, tag="EVENT_RETRACTED"):
    """Takes another event back; it stays in the log, and out of the fold."""

    target: Text
    reason: Text


class UnknownEvent(Struct, frozen=True, kw_only=True, tag_field="type", tag="?"):
    """An event of a type, or with a shape, that this version cannot read: kept, shown, reported."""

    id: str
    at: datetime
    by: str
    word: str
    data: dict[str, Any]
    why: str
    recorded: datetime | None = None
    origin: str = ""

    @property
    def type(self) -> str:
        """The word for this event in the file."""
        return self.word


KnownEvent: TypeAlias = (
    IncidentOpened
    | IncidentStatusChanged
    | IncidentSeverityChanged
    | IncidentUpdated
    | IncidentAssigned
    | IncidentLinked
    | IncidentEscalated
    | NoteAdded
    | SignalsCorrelated
    | ChangeLinked
    | RunbookAttached
    | IncidentAction
    | ImpactRecorded
    | EffortLogged
    | PageClassified
    | FollowUpNoted
    | HandedOff
    | EventAmended
    | EventRetracted
)
AnyEvent: TypeAlias = KnownEvent | UnknownEvent

TYPES: dict[str, type[Event]] = {str(kind.__struct_config__.tag): kind for kind in get_args(KnownEvent)}
VIOLATES = "violates"  # its target is the name of an SLO
RELATIONS = ("duplicate_of", "caused_by", "related", "superseded_by", "ticket", VIOLATES)
SUPERSEDES = "supersedes"  # the other end of superseded_by; only a merge writes it
# What an amendment may never touch: identity, authorship, and what has a command of its own.
FIXED_FIELDS = frozenset(
    {"id", "type", "by", "recorded", "redacted", "origin"}
    | {"from", "to", "severity", "target", "set", "override", "settles"}
)

E = TypeVar("E", bound=Event)


class Stamp(Struct, frozen=True):
    """Who writes, when it happened, and the ids to use: all an operation needs beside its own words."""

    at: datetime
    by: str
    ids: Iterator[str]
    recorded: datetime | None = None

    def event(self, kind: type[E], /, **fields: Any) -> E:
        """Make an event of `kind` that carries this stamp, with texts that the file can hold."""
        own = {name: all_encodable(value) for name, value in fields.items()}
        return kind(id=next(self.ids), at=self.at, by=encodable(self.by), recorded=self.recorded, **own)


def to_data(event: AnyEvent) -> dict[str, Any]:
    """The event as plain data in the order of the file: id, at, type, by, recorded, then its own."""
    if isinstance(event, UnknownEvent):
        return event.data
    data: dict[str, Any] = msgspec.to_builtins(event, builtin_types=(datetime,))
    kind = data.pop("type")
    head = {"id": data.pop("id"), "at": data.pop("at"), "type": kind, "by": data.pop("by")}
    return head | data


def from_data(data: dict[str, Any]) -> AnyEvent:
    """Read plain data as an event; what does not fit any type becomes an UnknownEvent.

    Raises:
        msgspec.ValidationError: id, at, type or by is missing or unreadable, so it is no event at all.
    """
    kind = TYPES.get(str(data.get("type")))
    try:
        if kind is not None:
            return cast(KnownEvent, msgspec.convert(data, kind))
        why = f"event type {data.get('type')} is not known to this version"
    except msgspec.ValidationError as error:
        why = str(error)
    head = msgspec.convert(data, _Head)
    return UnknownEvent(id=head.id, at=head.at, by=head.by, word=head.type, data=data, why=why, recorded=head.recorded)


def from_json(document: str) -> KnownEvent | None:
    """Read JSON as an event; None where it is not one, or not of a known type and shape."""
    try:
        return _decoder().decode(document)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None


class _Head(Struct):
    id: Text
    at: Time
    type: Text
    by: Text
    recorded: Time | None = None


@cache
def _decoder() -> msgspec.json.Decoder[KnownEvent]:
    """Made when the first event is read: whoever asks the index reads none."""
    return msgspec.json.Decoder(KnownEvent)
