"""A step of a run as people and machines read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from revenant.core.tables import Block, Fact, Facts, Heading, Note, Tone
from revenant.core.text import one_line
from revenant.core.times import format_time
from revenant.incidents.events import IncidentAction
from revenant.runbooks.practice.entries import Drilled, Entry, Reviewed, to_data
from revenant.runbooks.walk.walk import SIMULATED, Card, Taken, Walk

_BEFORE = ("Requires", "Stop if")
_AFTER = ("Expect", "If not", "Records")
_LATER = ("Verify", "Rollback")


def before_commands(card: Card, place: str) -> list[Block]:
    """Which step it is, what it can do, what its author says of it, and what must hold before it is taken."""
    tone = Tone.WARN if card.category.is_risky else Tone.DIM
    said = f"{card.category} · {place} · {SIMULATED}: nothing is executed"
    blocks: list[Block] = [Heading(f"{card.id}. {card.title}"), Note(said, tone)]
    blocks += [Note(text, Tone.PLAIN) for text in card.words]
    return [*blocks, *_facts(card, _BEFORE, Tone.WARN)]


def command_lines(card: Card) -> str:
    """The commands, each on a line of its own and whole, so that it can be copied; the terminal wraps it."""
    return "".join(f"    {one_line(row)}\n" for row in card.commands)


def after_commands(card: Card, *, whole: bool) -> list[Block]:
    """What to expect of it, and the way back from what is risky; with `whole` also what a walk asks after it."""
    risky = ("Rollback",) if card.category.is_risky else ()
    blocks = _facts(card, (*_AFTER, *(_LATER if whole else risky)), Tone.PLAIN)
    if card.unknown:
        names = ", ".join(f"${name}" for name in card.unknown)
        blocks.append(Note(f"no value for {names}: fill it in yourself", Tone.WARN))
    return blocks


def _facts(card: Card, names: Iterable[str], tone: Tone) -> list[Block]:
    rows = [
        Fact(known, text, tone) for name in names for known, text in card.labels if known.casefold() == name.casefold()
    ]
    return [Facts(rows)] if rows else []


def already_line(card: Card, action: IncidentAction) -> str:
    """A step that the record has, in one line."""
    observed = f": {action.observed}" if action.observed else ""
    return one_line(f"{card.id}. {card.title}  {action.outcome} already, {_when(action.at)} by {action.by}{observed}")


def _when(at: datetime) -> str:
    return format_time(at)


def taken_line(taken: Taken) -> str:
    """A step and how it went, in one line."""
    card, answer = taken
    observed = f": {answer.observed}" if answer.observed else ""
    return one_line(f"{card.id} {card.category} {card.title} → {answer.outcome}{observed} [{SIMULATED}]")


def card_data(card: Card) -> dict[str, Any]:
    """A step for machines."""
    return {
        "step": card.id,
        "title": card.title,
        "category": card.category,
        "section": card.section,
        "commands": list(card.commands),
        "words": list(card.words),
        "labels": {name: card.label(name) for name, _ in card.labels},
        "unknown_variables": list(card.unknown),
        "simulated": True,
    }


def walk_data(walk: Walk, already: Iterable[str]) -> dict[str, Any]:
    """What a walk came to."""
    answered = {each.card.id for each in walk.taken}
    known = [step for step in already if step not in answered]
    steps = [
        {"step": card.id, "category": card.category, "outcome": answer.outcome, "observed": answer.observed or None}
        for card, answer in walk.taken
    ]
    left = [card.id for card in walk.cards if card.id not in answered and card.id not in known]
    return {"steps": steps, "already_recorded": known, "not_walked": left, "outcome": walk.outcome, "simulated": True}


def entry_data(entry: Entry) -> dict[str, Any]:
    """A drill or a review for machines: every key of the file, null where it says nothing."""
    absent: dict[str, Any] = dict.fromkeys(entry.__struct_fields__)
    lists: dict[str, Any] = {"failed": []} if isinstance(entry, Drilled) else {}
    data = to_data(entry)
    return {key: data.pop(key) for key in ("id", "at", "type")} | absent | lists | to_data(entry)


def drill_line(drill: Drilled) -> str:
    """A drill in one line."""
    took = f" in {drill.minutes} min" if drill.minutes is not None else ""
    failed = f", failed at {', '.join(drill.failed)}" if drill.failed else ""
    text = f": {drill.text}" if drill.text else ""
    return one_line(f"{drill.runbook}  drill {drill.outcome}{took}{failed}{text} [{SIMULATED}]")


def review_line(entry: Entry) -> str:
    """A review in one line."""
    assert isinstance(entry, Reviewed)  # noqa: S101 (what `reviewed` has just recorded)
    reason = f": {entry.reason}" if entry.reason else ""
    return one_line(f"{entry.runbook}  reviewed after {entry.incident}: {entry.decision}{reason}")
