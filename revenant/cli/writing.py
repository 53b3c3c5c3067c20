"""What every writing command does after parsing: record one event, say what changed and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from revenant.cli.session import Session
from revenant.core.times import format_duration
from revenant.incidents import causes
from revenant.incidents.causes import DECLARED
from revenant.incidents.events import ChangeLinked, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import Outcome, measure
from revenant.incidents.operations import move
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.store.incidents import Change, Decide


class How(Struct, frozen=True):
    """The options all writing commands share."""

    at: str | None
    commit: bool
    dry_run: bool
    as_json: bool


def record(session: Session, part: str | None, decide: Decide, message: str, how: How) -> Change:
    """Record one event on an incident and report it."""
    writer = session.writer(how.at, commit=how.commit, dry_run=how.dry_run)
    change = session.record(part, writer, decide, message)
    report_change(session, change, how)
    return change


def link_change(
    session: Session, part: str | None, change: str, how: How, *, verdict: str = DECLARED, reason: str = ""
) -> None:
    """Record what a change, named by part of its id, has to do with an incident."""
    found = session.changes.find(change)
    word = verdict.strip().lower()

    def decide(it: IncidentSnapshot, stamp: Stamp) -> ChangeLinked:
        return causes.link_change(
            it, stamp, found.id, summary=found.words, changed_at=found.at, verdict=word, reason=reason
        )

    record(session, part, decide, f"{found.id} {word}", how)


def record_move(
    session: Session, part: str | None, to: Status, how: How, *, reason: str = "", override: bool = False
) -> None:
    """Record a change of status."""
    record(session, part, lambda it, stamp: move(it, stamp, to, reason=reason, override=override), to.value, how)


def report_change(session: Session, change: Change, how: How, more: Mapping[str, Any] = MappingProxyType({})) -> None:
    """What changed on stdout (or the new snapshot and `more` as JSON), the next command on stderr."""
    from revenant.render.changes import change_line, next_step

    if how.as_json:
        from revenant.render.json import snapshot_data

        session.out.json(snapshot_data(change.after, session.settings.measurements) | dict(more))
        return
    prefix = "would record: " if how.dry_run else ""
    session.out.text(prefix + change_line(change.before, change.after, change.event) + _reached(change))
    if change.after.contested:
        session.out.warn(f"contested: {change.after.contest}")
    for name in sorted(_invalid(change.after) - _invalid(change.before)):
        session.out.warn(f"{name} is invalid now: it ends before it starts")
    if not how.dry_run and (change.before is None or change.before.status is not change.after.status):
        needed = bool(session.settings.targets(change.after.severity).postmortem)
        session.out.say(next_step(change.after, needs_postmortem=needed))


def _reached(change: Change) -> str:
    """The measurement a status change has just completed."""
    if change.before is None or change.before.status is change.after.status:
        return ""
    known = {span.name for span in measure(change.before) if span.duration is not None}
    new = [span for span in measure(change.after) if span.duration is not None and span.name not in known]
    return "".join(f"  {span.name} {format_duration(span.duration)}" for span in new if span.duration is not None)


def _invalid(it: IncidentSnapshot | None) -> set[str]:
    """Names of the measurements that end before they start."""
    return {span.name for span in measure(it) if span.outcome is Outcome.INVALID} if it else set()


def say_unknown(session: Session, services: list[str], environment: str) -> None:
    """A misspelt name is better noticed now than in the report."""
    if environment and session.settings.environments and environment not in session.settings.environments:
        session.out.warn(f"environment {environment!r} is not in revenant.yaml")
    known = session.workspace.catalogue.names
    for name in services:
        if known and name not in known:
            session.out.warn(f"service {name!r} is not in services.yaml")
