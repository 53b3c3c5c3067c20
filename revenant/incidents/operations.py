"""What people do to an incident: each function checks the rules and returns the event that records it.

All are pure: the snapshot is what was the case, the stamp says who and when.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.core.times import format_time
from revenant.errors import (
    EmptyTextError,
    IllegalMoveError,
    ImpactOrderError,
    InvalidValueError,
    NothingToDoError,
    OutOfOrderError,
    ReasonRequiredError,
    TooLongError,
)
from revenant.incidents import policy
from revenant.incidents.events import (
    RELATIONS,
    VIOLATES,
    Answer,
    EffortLogged,
    FollowUpNoted,
    ImpactRecorded,
    IncidentAssigned,
    IncidentLinked,
    IncidentOpened,
    IncidentSeverityChanged,
    IncidentStatusChanged,
    IncidentUpdated,
    NoteAdded,
    PageClassified,
    RunbookAttached,
    Stamp,
)
from revenant.incidents.lifecycle import Status, find_move, next_statuses
from revenant.incidents.snapshot import IncidentSnapshot

MAX_TEXT = 50_000


def required(what: str, text: str) -> str:
    """The text without surrounding space.

    Raises:
        EmptyTextError: nothing is left.
        TooLongError: it is a document, not a remark.
    """
    if not text.strip():
        raise EmptyTextError(what)
    if len(text) > MAX_TEXT:
        raise TooLongError(what, len(text), MAX_TEXT)
    return text.strip()


def open_incident(
    stamp: Stamp,
    title: str,
    severity: Severity,
    *,
    services: Iterable[str] = (),
    environment: str = "",
    tags: Iterable[str] = (),
    started_at: datetime | None = None,
    source: str = "",
) -> IncidentOpened:
    """Declare an incident, detected at the stamp's time."""
    if started_at is not None and started_at > stamp.at:
        raise ImpactOrderError(format_time(stamp.at), format_time(started_at), "detection at")
    return stamp.event(
        IncidentOpened,
        title=required("title", title),
        severity=severity,
        services=_distinct(services),
        environment=environment.strip(),
        tags=_distinct(tags),
        started_at=started_at,
        source=source,
    )


def move(
    it: IncidentSnapshot, stamp: Stamp, to: Status, *, reason: str = "", override: bool = False
) -> IncidentStatusChanged:
    """Change the status. Confirming the status in force settles a contest.

    Raises:
        IllegalMoveError, ReasonRequiredError, OutOfOrderError.
    """
    confirms = it.contested and to is it.status
    found = find_move(it.status, to)
    if found is None and not confirms:
        raise IllegalMoveError(it.id, it.status, to, next_statuses(it.status))
    if found is not None and found.needs_reason and not reason.strip():
        raise ReasonRequiredError(f"going from {it.status} to {to}")
    _check_order(it, stamp.at)
    return stamp.event(
        IncidentStatusChanged,
        from_=it.status,
        to=to,
        reason=reason.strip(),
        override=override,
        settles=it.standing.contesting,
    )


def reopen(it: IncidentSnapshot, stamp: Stamp, *, reason: str) -> IncidentStatusChanged:
    """Take up again what came back; an incident nobody has called mitigated or over cannot come back.

    Raises:
        IllegalMoveError, ReasonRequiredError, OutOfOrderError.
    """
    found = find_move(it.status, Status.INVESTIGATING)
    if found is None or not found.needs_reason:
        raise IllegalMoveError(it.id, it.status, "reopened", next_statuses(it.status))
    return move(it, stamp, Status.INVESTIGATING, reason=reason)


def _check_order(it: IncidentSnapshot, at: datetime) -> None:
    if it.status_since is not None and at < it.status_since:
        raise OutOfOrderError(format_time(at), it.status, format_time(it.status_since))


def change_severity(
    it: IncidentSnapshot, stamp: Stamp, to: Severity, settings: Settings, *, reason: str = ""
) -> IncidentSeverityChanged:
    """Change the severity: an SRE_LEAD's or ORG_ADMIN's decision.

    Raises:
        ForbiddenError, NothingToDoError.
    """
    policy.require(settings, stamp.by, policy.CHANGE_SEVERITY)
    if it.severity is to:
        raise NothingToDoError(f"{it.id} is {to} already")
    return stamp.event(IncidentSeverityChanged, from_=it.severity or to, to=to, reason=reason.strip())


def note(stamp: Stamp, text: str) -> NoteAdded:
    return stamp.event(NoteAdded, text=required("note", text))


def assign(
    it: IncidentSnapshot, stamp: Stamp, *, commander: str | None, communications: str | None, responders: list[str]
) -> IncidentAssigned:
    """Name people; None leaves a part alone, responders join those there are.

    Raises:
        NothingToDoError: nobody was named, or all have their part already.
    """
    if commander is None and communications is None and not responders:
        raise NothingToDoError("nobody was named", "use --commander, --communications or --responder")
    lead = None if commander is None else required("commander", commander)
    speaker = None if communications is None else required("communications lead", communications)
    workers = _distinct(responders)
    if lead in (None, it.commander) and speaker in (None, it.communications) and set(workers) <= set(it.responders):
        raise NothingToDoError("nothing would change: they have these parts already")
    return stamp.event(IncidentAssigned, commander=lead, communications=speaker, responders=workers)


def update(
    it: IncidentSnapshot,
    stamp: Stamp,
    *,
    title: str | None = None,
    services: list[str] | None = None,
    environment: str | None = None,
    tags: list[str] | None = None,
) -> IncidentUpdated:
    """Give new values to what is named; None leaves a field alone.

    Raises:
        NothingToDoError: nothing was named, or nothing differs.
    """
    wanted = {
        "title": None if title is None else required("title", title),
        "services": None if services is None else _distinct(services),
        "environment": environment,
        "tags": None if tags is None else _distinct(tags),
    }
    changed = {name: value for name, value in wanted.items() if value is not None and value != getattr(it, name)}
    if not changed:
        raise NothingToDoError(
            "nothing would change", "use --title, --service, --environment or --tag with a new value"
        )
    return stamp.event(IncidentUpdated, **changed)


def link(it: IncidentSnapshot, stamp: Stamp, relation: str, target: str) -> IncidentLinked:
    """Relate the incident to another one, or to a ticket."""
    if relation not in RELATIONS:
        raise InvalidValueError("relation", relation, RELATIONS)
    if target == it.id:
        raise NothingToDoError("an incident cannot be linked to itself")
    if any((known.relation, known.target) == (relation, target) for known in it.links):
        raise NothingToDoError(f"{it.id} is linked to {target} as {relation} already")
    return stamp.event(IncidentLinked, relation=relation, target=required("target", target))


def violated(stamp: Stamp, slo: str) -> IncidentLinked:
    """The new incident violates an SLO."""
    return stamp.event(IncidentLinked, relation=VIOLATES, target=required("SLO", slo))


def impact(
    it: IncidentSnapshot,
    stamp: Stamp,
    start: datetime | None,
    end: datetime | None,
    *,
    slo: str = "",
    bad_ratio: float | None = None,
    text: str = "",
) -> ImpactRecorded:
    """A window of impact. Without a start it begins where the known impact does, else at detection."""
    if start is None and end is None and bad_ratio is None and not text.strip() and not slo.strip():
        raise NothingToDoError("nothing is said of the impact", "use --from, --to, --bad-ratio, --slo or --text")
    if bad_ratio is not None and not 0 <= bad_ratio <= 1:  # nor is what is no number
        raise InvalidValueError("share of bad events", str(bad_ratio), ["a number from 0 to 1"])
    began = start or it.started_at or it.detected_at or stamp.at
    if end is not None and end < began:
        raise ImpactOrderError(format_time(end), format_time(began), "its end at")
    return stamp.event(
        ImpactRecorded, started_at=began, ended_at=end, slo=slo.strip(), bad_ratio=bad_ratio, text=text.strip()
    )


def effort(stamp: Stamp, spent: timedelta, *, text: str = "", person: str = "") -> EffortLogged:
    """Time spent, rounded up to whole minutes."""
    minutes = ceil(spent.total_seconds() / 60)
    if minutes < 1:
        raise NothingToDoError("no time was spent", "name a duration such as 45m")
    return stamp.event(EffortLogged, minutes=minutes, text=text.strip(), person=person.strip())


def classify_page(
    it: IncidentSnapshot, stamp: Stamp, answer: Answer, *, lost: timedelta, person: str, page: str, text: str
) -> PageClassified:
    """What a page was worth, with the sleep it cost, rounded up to whole minutes.

    Raises:
        NothingToDoError: the incident has no such page.
    """
    pages = [event.id for event in it.escalations]
    if page and page not in pages:
        known = f"its pages: {', '.join(pages)}" if pages else "it has no page but its opening; leave out --page"
        raise NothingToDoError(f"{it.id} called nobody by {page}", known)
    minutes = ceil(lost.total_seconds() / 60)
    return stamp.event(
        PageClassified, answer=answer, sleep_lost=minutes, person=person.strip(), page=page, text=text.strip()
    )


def attach_runbook(stamp: Stamp, runbook: str, *, blob: str, reason: str) -> RunbookAttached:
    """The runbook that is used, with git's id of its content, so that a later edit shows."""
    return stamp.event(RunbookAttached, runbook=required("runbook", runbook), blob=blob, reason=reason)


def follow_up(stamp: Stamp, text: str, *, owner: str = "") -> FollowUpNoted:
    return stamp.event(FollowUpNoted, text=required("follow-up", text), owner=owner.strip())


def _distinct(words: Iterable[str]) -> list[str]:
    """Without blanks and repeats, in the order given."""
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))
