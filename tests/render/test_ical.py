"""Calendars are read back by another library as what was meant, whatever the text holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from revenant.core.text import encodable, one_line
from revenant.postmortems.actions.tracking import in_order
from revenant.render.action_calendar import action_calendar
from revenant.render.ical import calendar, text
from tests.postmortems.actions.tracked import SETTINGS, tracked

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = ["P0", "P1", "P2", "P3"]
ITEMS = """
- [ ] **A1** Reject; sizes, below\\the peak, with a text that is longer than one line of a calendar file may be ü🎉 (owner: ana@example.com; due: 2026-12-20; type: prevent; impact: high; likelihood: medium)
- [ ] **A2** No day (owner: shop)
- [ ] **A3** No priority (due: 2026-12-01)
"""  # noqa: E501


def _read(document: str) -> Any:
    return Calendar.from_ical(document)


def _written(*, as_events: bool = False, now: datetime = NOW) -> str:
    return action_calendar(in_order(tracked(ITEMS), SETTINGS), WORDS, "Example Shop", now, as_events=as_events)


def test_a_task_is_read_back_as_it_was_meant() -> None:
    read = _read(_written())
    assert str(read["X-WR-CALNAME"].to_ical(), "utf-8") == "Action items of Example Shop"
    first, second = read.walk("VTODO")
    assert first["UID"] == "INC-20261101-00001-A1@revenant"
    assert first["SUMMARY"].startswith("Reject; sizes, below\\the peak, with a text")
    assert first["SUMMARY"].endswith("ü🎉 (INC-20261101-00001 A1)")
    assert (first["DUE"].dt, first["PRIORITY"], first["STATUS"]) == (date(2026, 12, 20), 3, "NEEDS-ACTION")
    assert first["DTSTAMP"].dt == NOW
    assert "PRIORITY" not in second
    assert read.errors == first.errors == second.errors == []


def test_an_event_takes_its_whole_day() -> None:
    first = _read(_written(as_events=True)).walk("VEVENT")[0]
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2026, 12, 20), date(2026, 12, 21))


def test_an_item_is_the_same_next_week() -> None:
    later = _written(now=datetime(2026, 11, 30, tzinfo=UTC))
    assert [line for line in later.split("\r\n") if line not in _written()] == ["DTSTAMP:20261130T000000Z"] * 2


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    lines = _written().encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize("hostile", ["a\r\nEND:VCALENDAR", "a\nBEGIN:VALARM", "\u2028x", "a;b,c\\n", '"quoted":x'])
def test_no_text_ends_its_line(hostile: str) -> None:
    document = calendar("x", [[("BEGIN", "VTODO"), ("SUMMARY", text(hostile)), ("END", "VTODO")]])
    assert document.count("\r\n") == 10
    (task,) = _read(document).walk("VTODO")
    assert task["SUMMARY"] == one_line(hostile)


@given(st.text(max_size=200))
def test_any_text_comes_back(said: str) -> None:
    document = calendar("x", [[("BEGIN", "VTODO"), ("SUMMARY", text(said)), ("END", "VTODO")]])
    assert max(len(line) for line in document.encode().split(b"\r\n")) <= 75
    (task,) = _read(document).walk("VTODO")
    assert task["SUMMARY"] == encodable(one_line(said))
