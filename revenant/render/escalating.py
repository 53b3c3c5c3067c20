"""Notifications that are due, as lines for people and as JSON Lines for a pager."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from revenant.core.text import escape_json, one_line
from revenant.core.times import format_duration, format_time
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.escalating.notice import Notice


def notice_lines(it: IncidentSnapshot, notice: Notice, acknowledge: str) -> list[str]:
    """One line for each of the people, harmless whatever the incident is called."""
    by = f"policy {notice.policy}" + (f", step {notice.step}" if notice.step else "")
    rest = (
        f"{it.id}  {it.severity or '–'}  {it.title}  ({by}: {notice.why}; due {format_time(notice.due)}; {acknowledge})"
    )
    return [one_line(f"{person}  {rest}") for person in notice.people]


def notice_data(
    it: IncidentSnapshot, notice: Notice, acknowledge: str, name_of: Callable[[str], str]
) -> list[dict[str, Any]]:
    """One object for each of the people."""
    shared = {
        "incident": it.id,
        "title": it.title,
        "status": it.status,
        "severity": it.severity,
        "services": it.services,
        "environment": it.environment,
        "policy": notice.policy,
        "step": notice.step or None,
        "round": notice.round,
        "trigger": notice.trigger or None,
        "due": format_time(notice.due),
        "why": notice.why,
        "backup": list(notice.backup),
        "acknowledge": acknowledge,
    }
    return [
        {"key": notice.key_of(person), "person": person, "name": name_of(person) or None, "target": target, **shared}
        for person, target in notice.people.items()
    ]


def json_lines(values: Iterable[Any]) -> str:
    """Each value on a line of its own, with nothing raw that a terminal might obey."""
    return "".join(f"{escape_json(msgspec.json.encode(value).decode())}\n" for value in values)


def acknowledging(it: IncidentSnapshot) -> str:
    """The command that stops it: an acknowledgement, and where that was given once already, a word."""
    short = it.id.rpartition("-")[2]
    if not it.is_answered:
        return f"revenant ack {short}"
    return f'revenant note {short} "I am on it"'


def when_words(due: datetime, now: datetime) -> str:
    """How long it is until then."""
    return "now" if due <= now else f"in {format_duration(due - now)} ({format_time(due)})"
