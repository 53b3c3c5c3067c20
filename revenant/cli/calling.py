"""Whom an incident calls: said by `open` and `show`, chosen by `escalate`. Free where there is no oncall/."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from revenant.cli.session import Session
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.store.places import ONCALL_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from revenant.cli.writing import How
    from revenant.core.tables import Block
    from revenant.incidents.events import IncidentEscalated, Stamp
    from revenant.oncall.escalating.roster import Roster
    from revenant.oncall.escalating.stepping import Slot
    from revenant.store.escalating import Escalated


def say_whom(session: Session, it: IncidentSnapshot) -> None:
    """Say whom the policies of a new incident call, and whom next. What is wrong with them stops nobody."""
    if not _has_oncall(session) or not it.is_open:
        return
    try:
        from revenant.store.roster import roster_of

        words = _plan(session, it, roster_of(session.workspace), 2)
    except RevenantError as error:
        session.out.warn(f"nobody knows who is on call: {error.message}")
        return
    for line in words:
        session.out.say(line)


def call_blocks(session: Session, it: IncidentSnapshot, commit: str = "") -> list[Block]:
    """The next step of an open incident that waits for somebody; nothing where none is left."""
    if commit or not it.is_open or not _has_oncall(session):
        return []
    from revenant.core.tables import Fact, Facts
    from revenant.store.roster import roster_of

    try:
        words = _plan(session, it, roster_of(session.workspace), 1, quiet=True)
    except RevenantError:  # what is wrong with oncall/ must not hide the incident; lint names it
        return []
    return [Facts([Fact("escalation", words[0])])] if words else []


def _has_oncall(session: Session) -> bool:
    return (session.workspace.root / ONCALL_FOLDER).is_dir()


def _plan(session: Session, it: IncidentSnapshot, roster: Roster, most: int, *, quiet: bool = False) -> list[str]:
    """The next steps in words: whom, when, by which target and policy."""
    from revenant.oncall.escalating.answering import without_policy
    from revenant.oncall.escalating.due import coming

    found: list[str] = []
    heard: set[str] = set()
    for slot in coming(it, roster, session.settings):
        line, people = _words(session.now, slot, roster, it)
        if people and not people <= heard:
            found.append(f"{'then' if found else 'calls'} {line}")
            heard |= people
        if len(found) == most:
            break
    if found or quiet:
        return found
    return [f"calls nobody: {without_policy(it, roster) or 'no step of its policy reaches anybody'}"]


def _words(now: datetime, slot: Slot, roster: Roster, it: IncidentSnapshot) -> tuple[str, set[str]]:
    from revenant.oncall.escalating.due import asked_at
    from revenant.oncall.escalating.reaching import reach
    from revenant.render.escalating import when_words

    asked = asked_at(it, roster, max(slot.due, now))
    people = reach(slot.step.targets, asked, frozenset({slot.policy.name})).people
    whom = ", ".join(f"{who} ({target})" if target != f"user:{who}" else who for who, target in people.items())
    return f"{whom} {when_words(slot.due, now)}, by policy {slot.policy.name}, step {slot.number}", set(people)


def escalate_one(session: Session, part: str | None, to: str, why: str, how: How) -> None:
    """Record that somebody is called for an incident: whom `to` names, or the next step of its policy.

    Raises:
        OverError, NothingLeftError, UnknownTargetError, NobodyReachedError, InvalidFileError.
    """
    from revenant.oncall.escalating.choosing import named, next_step
    from revenant.oncall.people import addresses
    from revenant.store.escalating import Escalator
    from revenant.store.roster import roster_of

    roster, store = roster_of(session.workspace), Escalator(session.workspace, warn=session.out.warn)
    writer = session.writer(how.at, commit=how.commit, dry_run=how.dry_run)
    when = writer.at or writer.now

    def decide(it: IncidentSnapshot) -> Callable[[Stamp], list[IncidentEscalated]]:
        if to:
            known = addresses(session.settings)
            people = [person.email for person in session.settings.people]
            return named(it, to, why, roster, when, known, people)
        return next_step(it, why, roster, session.settings, when)

    done = store.escalate([session.incident_id(part)], writer, decide, lambda found: None)
    _report(session, done, how)


def _report(session: Session, done: Sequence[Escalated], how: How) -> None:
    from revenant.render.changes import change_line
    from revenant.render.json import snapshot_data

    for each in done:
        if how.as_json:
            session.out.json(snapshot_data(each.after, session.settings.measurements))
            return
        for event in each.events:
            prefix = "would record: " if how.dry_run else ""
            session.out.text(prefix + change_line(each.before, each.after, event))
        if not how.dry_run:
            session.out.say("revenant notifies nobody: call them")
