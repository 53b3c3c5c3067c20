"""How many action items stand where, how long they took, and which did not hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from revenant.core.tables import Block, Note, Table
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.tracking import Tracked
from revenant.reports import actions
from revenant.reports.measuring.waiting import FEWEST
from revenant.reports.population import population
from revenant.reports.question import By, Question
from tests.postmortems.actions.tracked import SETTINGS, TODAY, incident, tracked
from tests.reports.delivered import plain

ITEMS = """
- [ ] **A1** a (owner: platform; type: prevent; due: 2027-01-01)
- [ ] **A2** b (owner: ana@example.com; due: 2026-11-01)
- [x] **A3** c (owner: shop; done: 2026-11-05)
- [x] **A4** d (owner: shop; done: 2026-11-11; verified: 2026-11-20)
- [ ] **A5** e (wontdo: no)
"""


def _build(
    text: str, it: IncidentSnapshot, others: Sequence[IncidentSnapshot] = (), by: By | None = None
) -> list[Block]:
    found = tracked(text, it, others)
    return actions.build(population([it, *others], Question()), _asked(found, by))


def _asked(found: Sequence[Tracked], by: By | None = None) -> Question:
    now = datetime.combine(TODAY, time(12), UTC)
    return Question(by, settings=SETTINGS, now=now, actions=lambda: found)


def _rows(blocks: list[Block], title: str) -> list[list[Any]]:
    rows = next(block.rows for block in blocks if isinstance(block, Table) and block.title == title)
    return [[plain(cell) for cell in row] for row in rows]


def test_states_add_up_and_what_did_not_hold_is_named() -> None:
    it = incident(1, services=["web"], tags=["t"])
    blocks = _build(ITEMS, it, [incident(2, "2026-11-08", tags=["t"])], By.SERVICE)
    assert _rows(blocks, "") == [["all", 5, 1, 1, 0, 1, 1, 1, 4, None, None]]
    assert [row[:3] for row in _rows(blocks, "By team")] == [["platform", 2, 1], ["shop", 2, 0], ["not recorded", 1, 0]]
    assert [row[:2] for row in _rows(blocks, "By type")] == [["prevent", 1], ["not recorded", 4]]
    assert _rows(blocks, "By service")[0][:2] == ["web", 5]
    assert _rows(blocks, "Fixes that did not hold") == [
        [it.id, "A3", "2026-11-05", "c", 1, "INC-20261101-00002 (2026-11-08): the tag t"]
    ]


def test_the_team_of_the_owner_is_not_the_team_of_the_service() -> None:
    titles = [block.title for block in _build(ITEMS, incident(1), by=By.TEAM) if isinstance(block, Table)]
    assert {"By team", "By team of the service"} <= set(titles)
    keys = [block.key for block in _build(ITEMS, incident(1), by=By.TEAM) if isinstance(block, Table)]
    assert len(set(keys)) == len(keys)


def test_a_median_needs_enough_values() -> None:
    it = incident(1)
    lines = [f"- [x] **A{n}** x (done: 2026-11-{n + 2:02})" for n in range(1, FEWEST + 1)]
    assert _rows(_build("\n".join(lines[:-1]), it), "")[0][-3:] == [FEWEST - 1, None, None]
    days = [timedelta(days=days) for days in (4.5, 2, 7)]
    assert _rows(_build("\n".join(lines), it), "")[0][-3:] == [FEWEST, days[0], (days[1], days[2])]


def test_open_ones_make_it_longer_and_dropped_ones_are_not_timed() -> None:
    done = [f"- [x] **A{n}** x (done: 2026-11-{n + 2:02})" for n in range(1, 5)]
    open_ones = [f"- [ ] **A{n}** x" for n in range(5, 8)]
    dropped = "- [ ] **A8** x (wontdo: no)"
    timed, middle, _ = _rows(_build("\n".join([*done, *open_ones, dropped]), incident(1)), "")[0][-3:]
    assert (timed, middle) == (7, timedelta(days=5))
    assert _rows(_build("\n".join([*done, *open_ones, "- [ ] **A9** x"]), incident(1)), "")[0][-2] == timedelta(days=5)
    mostly = [done[0], *open_ones, "- [ ] **A9** x", "- [ ] **A10** x"]
    assert _rows(_build("\n".join(mostly), incident(1)), "")[0][-2:] == [None, (timedelta(days=2), None)]


def test_a_day_before_the_incident_or_none_is_not_timed() -> None:
    text = "- [x] **A1** x (done: 2020-01-01)\n- [x] **A2** x\n- [ ] **A3** x (done: 2026-11-09)"
    assert _rows(_build(text, incident(1)), "")[0][-3] == 1  # the open one, whose day says nothing


def test_what_was_due_is_done_in_time_late_or_not_at_all() -> None:
    text = """
- [x] **A1** in time (due: 2026-11-10; done: 2026-11-10)
- [x] **A2** late (due: 2026-11-10; done: 2026-11-11)
- [ ] **A3** not done (due: 2026-11-10)
- [ ] **A4** not due yet (due: 2026-11-23)
- [x] **A5** nobody knows when (due: 2026-11-10)
- [ ] **A6** dropped (due: 2026-11-10; wontdo: no)
- [x] **A7** done before it is due (due: 2027-11-10; done: 2026-11-11; verified: 2026-11-12)
"""
    ((_, in_time, bounds, verified, failed),) = _rows(_build(text, incident(1)), "What became of them")
    assert (in_time, verified, failed) == (1 / 3, 1 / 4, 0)
    assert [round(end, 3) for end in bounds] == [0.061, 0.792]
    assert _rows(_build("- [ ] **A1** x", incident(1)), "What became of them") == [["all", None, None, None, None]]


def test_only_items_of_the_incidents_asked_for_count() -> None:
    found = tracked(ITEMS, incident(1))
    blocks = actions.build(population([], Question()), _asked(found))
    assert _rows(blocks, "")[0][1] == 0
    others = [one._replace(incident=None) for one in found]
    note = actions.build(population([], Question()), _asked(others))[0]
    assert isinstance(note, Note)
    assert "5 more in postmortems of no incident are not counted." in note.text
