"""Who was on call beside who answered: hours of all schedules once, and answers of those who were not."""

from __future__ import annotations

from datetime import timedelta

from revenant.core.settings import Settings
from revenant.core.tables import Note, Table
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.answering.answers import Answer, Names
from revenant.reports.answering.rota import hours_on_call, on_call_table
from tests.oncall.making import schedule, utc

NAMES = Names(Settings(schema="revenant/workspace@1"))
SPAN = (utc("01-05T09:00"), utc("01-19T09:00"))


def answer(who: str, at: str) -> Answer:
    return Answer(IncidentSnapshot(id="INC-20260105-7F3K9"), who, utc(at), utc(at), None, False)


def test_two_schedules_at_once_count_once() -> None:
    one, two = schedule({"members": ["ana", "ben"]}), schedule({"members": ["ana"], "until": "2026-01-13T09:00"})
    assert hours_on_call([one, two], NAMES, SPAN) == {"ana": timedelta(days=8), "ben": timedelta(days=7)}


def test_answers_of_those_who_were_not_on_call_are_told_with_n() -> None:
    answers = [answer("ana", "01-06T10:00"), answer("ben", "01-06T11:00"), answer("chi", "01-14T10:00")]
    table, note = on_call_table([schedule({"members": ["ana", "ben"]})], answers, NAMES, SPAN)
    assert isinstance(table, Table)
    assert [[row[0], row[2], row[3], row[4]] for row in table.rows] == [
        ["ana", 1, 1.0, 0],
        ["ben", 0, 0.0, 1],
        ["chi", 0, None, 1],
    ]
    assert isinstance(note, Note)
    assert "not on call: 2 of 3 (67 %)" in note.text


def test_without_schedules_there_is_nothing_to_say() -> None:
    assert on_call_table([], [answer("ana", "01-06T10:00")], NAMES, SPAN) == []
