"""The report on what comes back: of how many, how soon, as what, and in spite of what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from revenant.core.tables import Block, Shown
from revenant.incidents.selection import Selection
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.card import PostmortemCard
from revenant.render.plain import render_plain
from revenant.render.values import for_people
from revenant.reports import compose, recurrence
from revenant.reports.population import population
from revenant.reports.question import By, Exclude, Question
from tests.postmortems.actions.tracked import tracked
from tests.reports.made_up import NOW, SETTINGS, happened, holds, invented, table

ASKED = Question(settings=SETTINGS, now=NOW)


def on(day: int, month: int = 8, **fields: Any) -> IncidentSnapshot:
    return happened(day, f"2026-{month:02}-{day:02}T10:00", **({"tags": ["database"]} | fields))


def built(incidents: list[IncidentSnapshot], question: Question = ASKED) -> list[Block]:
    return recurrence.build(population(incidents, question), question)


def test_shares_are_of_those_followed_long_enough() -> None:
    incidents = [on(1), on(9), on(1, 9), on(20, 11)]
    month, quarter = table(built(incidents), "returned").rows[-2:]
    assert month[:5] == ["all", 4, None, "30 d", Shown(2 / 3, "2 of 3 (67 %)")], "too few for a median"
    assert quarter[3:5] == ["90 d", Shown(1.0, "2 of 2 (100 %)")], "90 days ago there were two, and both came back"


def test_a_median_needs_six_and_half_of_them_back() -> None:
    back = [on(day) for day in range(1, 8)]
    assert table(built(back), "returned").rows[-1][2] == timedelta(hours=23)
    assert table(built(back), "curve").notes[0].startswith("Half of 7 had come back after 23h 00m (95 %: ")
    never = [on(day, tags=[f"tag {day}"]) for day in range(1, 8)]
    assert table(built(never), "returned").rows[-1][2] is None
    assert "Fewer than half of 7" in table(built(never), "curve").notes[0]


def test_the_curve_says_how_many_are_still_followed() -> None:
    rows = table(built([on(day) for day in range(1, 8)]), "curve").rows
    assert [(row[0], row[1], row[2]) for row in rows] == [(f"{day} d", 7, 1) for day in (1, 7, 14, 30, 60, 90)]
    assert for_people(rows[0][3]) == "86 %"
    assert table(built([on(1), on(2)]), "curve").notes == ["Fewer than 6 can be followed: too few for a curve."]


@pytest.mark.parametrize("by", [None, *By])
def test_groups_are_of_those_followed(by: By | None) -> None:
    rows = table(built(invented(), ASKED._replace(by=by)), "returned").rows
    if by not in (None, By.SERVICE, By.TAG):
        assert sum(row[1] for row in rows[:-2]) == 2 * rows[-1][1]  # type: ignore[operator, misc]


def test_what_came_back_and_what_it_cost() -> None:
    incidents = [on(1, impact=(0, 30)), on(9, moves=[(0, "RESOLVED")]), on(20), on(2, tags=["x"]), on(3, tags=["x"])]
    rows = table(built(incidents), "marks").rows
    assert rows[0] == ["the tag database", 2, timedelta(hours=1), 1, timedelta(minutes=30), 1, 0]
    assert rows[1][:2] == ["the tag x", 1]


def test_postmortems_are_compared_without_a_claim() -> None:
    incidents = [on(1), on(9), on(20)]
    card = PostmortemCard("p", incidents[0].id, "t", "final", "", [], [], [])
    found = table(built(incidents, ASKED._replace(postmortems=lambda: {incidents[0].id: card})), "postmortems")
    assert [row[:3] for row in found.rows] == [
        ["with a postmortem", 1, "30 d"],
        ["with a postmortem", 1, "90 d"],
        ["without", 2, "30 d"],
        ["without", 2, "90 d"],
    ]
    assert "No proof" in found.notes[0]


def test_reopened_ones_are_listed() -> None:
    again = [(5, "ACKNOWLEDGED"), (9, "RESOLVED"), (20, "INVESTIGATING"), (30, "RESOLVED")]
    incidents = [on(1), on(2, moves=again)]
    found = table(built(incidents), "reopened")
    assert [row[0] for row in found.rows] == [incidents[1].id]
    assert found.notes == [
        "Taken up again after they had been called mitigated or over: 1 of 2 (50 %), 95 %: 9.5 % to 90.5 %."
    ]


def test_fixes_that_did_not_hold_are_those_that_the_report_on_action_items_names() -> None:
    fixed, again = on(1), on(20)
    text = "- [x] **A1** x (done: 2026-08-03)\n- [x] **A2** y (done: 2026-08-20)\n- [ ] **A3** z\n- [x] **A4** w"
    items = tracked(text, fixed, [again])
    question = ASKED._replace(postmortems=lambda: {fixed.id: items[0].card})
    failed = sum(bool(one.recurrences) for one in items)
    assert table(built([fixed, again], question), "fixes").rows[0][:3] == ["done on a known day", 2, failed]
    assert failed == 1
    assert table(built([again], question), "fixes").rows[0][1:4] == [0, 0, Shown(None, "n/a")]


def test_what_lies_beyond_the_filters_is_found_and_drills_left_out_are_not() -> None:
    first, second = on(1), on(9, tags=["database", "drill"])
    asked = ASKED._replace(record=lambda: [first, second], selection=Selection(until=second.detected_at))
    assert table(compose("recurrence", asked), "returned").rows[-1][4] == Shown(1.0, "1 of 1 (100 %)")
    without = compose("recurrence", asked._replace(exclude=frozenset({Exclude.DRILLS})))
    assert table(without, "returned").rows[-1][4] == Shown(0.0, "0 of 1 (0 %)")


def test_too_common_marks_are_named() -> None:
    incidents = [on(day, tags=["all"]) for day in range(1, 12)]
    assert "do not count: the tag all." in render_plain(built(incidents))


def test_nothing_is_said() -> None:
    assert table(built([]), "marks").notes == ["Nothing is known to have come back."]


def test_the_screen(update_golden: bool) -> None:
    holds("recurrence", compose("recurrence", ASKED._replace(record=invented)), update_golden)
