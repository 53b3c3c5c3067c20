"""The screens: one incident, all open incidents, lists, and the lines that say what a write changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.core.tables import Block, Column, Fact, Facts, Heading, Note, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_duration, format_time
from revenant.incidents.causes import SUSPECTED, began, verdicts
from revenant.incidents.corrections import order
from revenant.incidents.deadlines import Deadline, deadlines
from revenant.incidents.events import ChangeLinked
from revenant.incidents.lifecycle import MEANINGS
from revenant.incidents.measurements import Outcome, definitions, measure
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.incidents.wording import delay, describe

if TYPE_CHECKING:
    from revenant.signals.changes import Suspect

_SEVERITY_TONE = {Severity.SEV1: Tone.BAD, Severity.SEV2: Tone.WARN}


def incident_screen(
    it: IncidentSnapshot,
    settings: Settings,
    now: datetime,
    near: Sequence[Suspect] = (),
    merged: Sequence[IncidentSnapshot] = (),
    runbook: Sequence[Block] = (),
    reviews: Sequence[tuple[str, str]] = (),
) -> list[Block]:
    """What is broken, how bad, since when, who has it, what changed, what is due, and the timeline.

    `near` are suspected changes; the timeline of `merged` incidents is shown within; `runbook` is the panel of one;
    `reviews` are runbooks, each with the incident, that wait for a decision.
    """
    blocks: list[Block] = [
        Heading(f"{it.id}  {it.title or '(no opening event)'}"),
        Facts(_situation(it, settings, now)),
    ]
    if reviews:
        blocks.append(Facts([Fact("review due", review_command(*each), Tone.WARN) for each in reviews]))
    blocks += [*_changes(it, near), *runbook]
    blocks.append(_measured(it, settings))
    blocks.append(_timeline(it, merged))
    return blocks


def review_command(runbook: str, incident: str) -> str:
    """How to say what was decided about a runbook after an incident."""
    return f"revenant runbook reviewed {runbook} --incident {incident} (--updated | --no-change REASON)"


def _situation(it: IncidentSnapshot, settings: Settings, now: datetime) -> list[Fact]:
    rows = [
        Fact("severity", _severity_words(it), _severity_tone(it)),
        Fact("status", _status_words(it, now), Tone.GOOD if it.status.is_over else Tone.PLAIN),
        Fact("contested", it.contest and f"{it.contest}; settle it: revenant transition {it.id} STATUS", Tone.BAD),
        Fact("services", ", ".join(it.services) or "none named"),
        Fact("environment", it.environment),
        Fact("since", _since(it, now)),
        Fact("commander", it.commander or ("nobody yet" if it.is_open else "")),
        Fact("communications", it.communications),
        Fact("responders", ", ".join(it.responders) or ("nobody yet" if it.is_open else "")),
        Fact("tags", ", ".join(it.tags)),
        Fact("links", ", ".join(f"{link.relation} {link.target}" for link in it.links)),
        Fact("impact", _impact(it)),
        Fact("effort", format_duration(timedelta(minutes=it.effort_minutes)) if it.effort_minutes else ""),
        Fact("follow-ups", "; ".join(follow_up.text for follow_up in it.follow_ups)),
        *_due(it, settings, now),
        Fact("unknown", f"{len(it.unknown)} events this version cannot read" if it.unknown else "", Tone.WARN),
    ]
    return [row for row in rows if row.value]


def _severity_words(it: IncidentSnapshot) -> str:
    return f"{it.severity}  {it.severity.meaning}" if it.severity else "not recorded"


def _severity_tone(it: IncidentSnapshot) -> Tone:
    return _SEVERITY_TONE.get(it.severity, Tone.PLAIN) if it.severity and it.is_open else Tone.PLAIN


def _status_words(it: IncidentSnapshot, now: datetime) -> str:
    if it.merged_into:
        return f"{it.status}  merged into {it.merged_into}, which goes on"
    age = f", for {format_duration(now - it.status_since)}" if it.status_since and it.is_open else ""
    return f"{it.status}  {MEANINGS[it.status]}{age}"


def _since(it: IncidentSnapshot, now: datetime) -> str:
    if it.detected_at is None:
        return ""
    age = f", {format_duration(now - it.detected_at)} ago" if it.is_open else ""
    onset = f"; impact since {format_time(it.started_at)}" if it.started_at else ""
    over = f"; resolved {format_time(it.resolved_at)}" if it.resolved_at else ""
    lasted = f", after {format_duration(it.resolved_at - it.detected_at)}" if it.resolved_at else ""
    return f"detected {format_time(it.detected_at)}{age}{onset}{over}{lasted}"


def _impact(it: IncidentSnapshot) -> str:
    windows = []
    for impact in it.impacts:
        end = format_time(impact.ended_at) if impact.ended_at else "now"
        ratio = f", {impact.bad_ratio:.1%} bad" if impact.bad_ratio is not None else ""
        slo = f" on {impact.slo}" if impact.slo else ""
        windows.append(f"{format_time(impact.started_at)} to {end}{slo}{ratio}")
    return "; ".join(windows)


def _due(it: IncidentSnapshot, settings: Settings, now: datetime) -> list[Fact]:
    found = deadlines(it, settings)
    missed = [due for due in found if due.left(now) < timedelta(0)]
    coming = [due for due in found if due not in missed][:1]
    return [
        *(Fact("overdue", due_words(due, now), Tone.BAD) for due in missed),
        *(Fact("next target", due_words(due, now)) for due in coming),
    ]


def due_words(due: Deadline, now: datetime) -> str:
    """A deadline in words: what, and how much time is left or by how much it was missed."""
    left = due.left(now)
    span = f"in {format_duration(left)}" if left >= timedelta(0) else f"missed by {format_duration(-left)}"
    return f"{due.target} {span} ({format_time(due.due)})"


def _changes(it: IncidentSnapshot, near: Sequence[Suspect]) -> list[Block]:
    """What people said of changes, then those that only stand near."""
    start = began(it)
    rows: list[list[Value]] = [
        [said.changed_at, said.change, said.summary, said.verdict or None, _lag(said, start)]
        for said in verdicts(it).values()
    ]
    rows += [[each.change.at, each.change.id, each.change.words, SUSPECTED, each.reason] for each in near]
    columns = [
        Column("at", "at"),
        Column("change", "change"),
        Column("what", "what", wide=True),
        Column("verdict", "verdict"),
        Column("why", "why", wide=True),
    ]
    return [Table("What changed", columns, rows)] if rows else []


def _lag(said: ChangeLinked, start: datetime | None) -> str | None:
    """How long before the incident, and the reason somebody gave."""
    lag = ""
    if start and said.changed_at:
        span = start - said.changed_at
        lag = f"{format_duration(abs(span))} {'before' if span >= timedelta(0) else 'after it began'}"
    return ": ".join(part for part in (lag, said.reason) if part) or None


def _measured(it: IncidentSnapshot, settings: Settings) -> Block:
    table = definitions(settings.measurements)
    words = {definition.name: definition.definition for definition in table}
    rows: list[list[Value]] = [
        [span.name, span.duration if span.outcome is Outcome.RECORDED else span.outcome.value, words[span.name]]
        for span in measure(it, table)
    ]
    notes = ["posted in retrospect: its length says nothing"] if it.in_retrospect else []
    columns = [
        Column("measured", "name"),
        Column("value", "value", right=True),
        Column("definition", "definition", wide=True),
    ]
    return Table("", columns, rows, notes)


def _timeline(it: IncidentSnapshot, merged: Sequence[IncidentSnapshot]) -> Table:
    """Every event, oldest first, with the id that cites it; what was taken back, or is of a merged one, is marked."""
    columns = [
        Column("at", "at"),
        Column("event", "id"),
        Column("who", "by"),
        Column("what happened", "text", wide=True),
    ]
    marked = [(event, "") for event in it.events] + [(event, "[taken back] ") for event in it.taken_back]
    marked += [(event, f"[{other.id}] ") for other in merged for event in other.events]
    shown = sorted(marked, key=lambda each: order(each[0]))
    rows: list[list[Value]] = [
        [event.at, event.id, event.by, mark + describe(event) + delay(event)] for event, mark in shown
    ]
    tones = [Tone.DIM if mark else Tone.PLAIN for _, mark in shown]
    return Table("Timeline", columns, rows, [], tones)


# --- many incidents -------------------------------------------------------------------------


def status_screen(incidents: Iterable[IncidentSnapshot], settings: Settings, now: datetime) -> list[Block]:
    """Open incidents, worst first: age, who has each, what is due next."""
    ranked = sorted((it for it in incidents if it.is_open), key=_urgency)
    if not ranked:
        return [Note("No incident is open.", Tone.GOOD)]
    columns = [
        Column("severity", "severity"),
        Column("incident", "id"),
        Column("status", "status"),
        Column("age", "age", right=True),
        Column("who", "owner"),
        Column("due", "due"),
        Column("title", "title", wide=True),
    ]
    rows = [_status_row(it, settings, now) for it in ranked]
    return [Table("", columns, rows, [], [_severity_tone(it) for it in ranked])]


def _urgency(it: IncidentSnapshot) -> tuple[str, datetime | str]:
    return str(it.severity or "SEV0"), format_time(it.detected_at) if it.detected_at else ""


def _status_row(it: IncidentSnapshot, settings: Settings, now: datetime) -> list[Value]:
    owner = it.commander or (it.responders[0] if it.responders else "nobody")
    due = next(iter(deadlines(it, settings)), None)
    return [
        it.severity,
        it.id,
        status_mark(it),
        now - it.detected_at if it.detected_at else None,
        owner,
        _short_due(due, now),
        it.title,
    ]


def _short_due(due: Deadline | None, now: datetime) -> str | None:
    if due is None:
        return None
    left = due.left(now)
    return (
        f"{due.target} in {format_duration(left)}"
        if left >= timedelta(0)
        else f"{due.target} LATE {format_duration(-left)}"
    )


def status_mark(it: IncidentSnapshot) -> str:
    """The status, with a mark when people disagree about it."""
    return f"{it.status} (contested)" if it.contested else it.status.value


def list_table(incidents: list[IncidentSnapshot], hidden: int, *, open_only: bool) -> Table:
    """One line an incident; with `open_only`, `hidden` others are over."""
    columns = [
        Column("incident", "id"),
        Column("severity", "severity"),
        Column("status", "status"),
        Column("detected", "detected_at"),
        Column("lasted", "lasted", right=True),
        Column("services", "services", at_most=30),
        Column("title", "title", wide=True),
    ]
    rows: list[list[Value]] = [
        [it.id, it.severity, status_mark(it), it.detected_at, _lasted(it), ", ".join(it.services), it.title]
        for it in incidents
    ]
    notes = [] if incidents else ["No incident is open." if open_only else "No incident matches."]
    if hidden:
        notes.append(f"{how_many(hidden, 'incident')} over; --all shows {'it' if hidden == 1 else 'them'} too")
    return Table("", columns, rows, notes, [_severity_tone(it) for it in incidents])


def _lasted(it: IncidentSnapshot) -> timedelta | None:
    return it.resolved_at - it.detected_at if it.resolved_at and it.detected_at else None
