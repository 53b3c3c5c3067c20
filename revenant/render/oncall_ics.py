"""Shifts as a calendar (RFC 5545): one event each, in UTC, under the same UID in every run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256

from revenant.core.text import encodable, one_line
from revenant.core.times import format_time
from revenant.oncall.loading.shifts import Shift

_PRODUCT = "-//Runbook Revenant//EN"


def shift_calendar(found: Iterable[Shift], names: Mapping[str, str], title: str, changed: datetime) -> str:
    """The calendar; `names` are those of people by address, `changed` is when the schedules were last changed.

    A shift is known by schedule, person and start: one whose end moves is updated where the file is read again.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    for key, value in (("prodid", _PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", _text(title))):
        calendar.add(key, value)
    for shift in found:
        event = Event()
        event.add("uid", uid(shift))
        event.add("dtstamp", changed.astimezone(UTC))
        event.add("dtstart", shift.start.astimezone(UTC))
        event.add("dtend", shift.end.astimezone(UTC))
        event.add("summary", _text(f"On call: {names.get(shift.person) or shift.person} ({shift.schedule})"))
        event.add("description", _text(f"{shift.person} is on call for {shift.schedule}"))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode("utf-8")


def uid(shift: Shift) -> str:
    """The same for the same shift, in every clone; it tells nobody's address."""
    told = "\0".join((shift.schedule, shift.person, format_time(shift.start)))
    return f"{sha256(encodable(told).encode()).hexdigest()[:32]}@revenant"


def _text(value: str) -> str:
    return encodable(one_line(value))
