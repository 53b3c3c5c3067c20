"""How many action items stand where, how long they took, and which did not hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from revenant.core.tables import Block, Note, Table
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports import actions
from revenant.reports.actions import FEWEST_FOR_MEDIAN
from revenant.reports.population import population
from revenant.reports.question import By, Question
from tests.postmortems.actions.tracked import SETTINGS, incident, tracked

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
    return actions.build(population([it, *others], Question()), Question(by, settings=SETTINGS, actions=lambda: found))


def _rows(blocks: list[Block], title: str) -> list[list[Any]]:
    return next(block.rows for block in blocks if isinstance(block, Table) and block.title == title)


def test_states_add_up_and_what_did_not_hold_is_named() -> None:
    it = incident(1, services=["web"], tags=["t"])
    blocks = _build(ITEMS, it, [incident(2, "2026-11-08", tags=["t"])], By.SERVICE)
    assert _rows(blocks, "") == [["all", 5, 1, 1, 0, 1, 1, 1, 2, None]]
    assert [row[:3] for row in _rows(blocks, "By team")] == [["platform", 2, 1], ["shop", 2, 0], ["not recorded", 1, 0]]
    assert [row[:2] for row in _rows(blocks, "By type")] == [["prevent", 1], ["not recorded", 4]]
    assert _rows(blocks, "By service")[0][:2] == ["web", 5]
    assert _rows(blocks, "Fixes that did not hold") == [
        [it.id, "A3", "2026-11-05", "c", 1, "INC-20261101-00002 (2026-11-08): the tag t"]
    ]


def test_a_median_needs_enough_values() -> None:
    it = incident(1)
    few = "\n".join(f"- [x] **A{n}** x (done: 2026-11-0{n + 2})" for n in range(1, FEWEST_FOR_MEDIAN))
    assert _rows(_build(few, it), "")[0][-2:] == [FEWEST_FOR_MEDIAN - 1, None]
    enough = "\n".join(f"- [x] **A{n}** x (done: 2026-11-0{n + 2})" for n in range(1, FEWEST_FOR_MEDIAN + 1))
    assert _rows(_build(enough, it), "")[0][-2:] == [FEWEST_FOR_MEDIAN, timedelta(days=4)]


def test_a_day_before_the_incident_or_none_is_not_timed() -> None:
    text = "- [x] **A1** x (done: 2020-01-01)\n- [x] **A2** x\n- [ ] **A3** x (done: 2026-11-09)"
    assert _rows(_build(text, incident(1)), "")[0][-2] == 0


def test_only_items_of_the_incidents_asked_for_count() -> None:
    found = tracked(ITEMS, incident(1))
    blocks = actions.build(population([], Question()), Question(None, settings=SETTINGS, actions=lambda: found))
    assert _rows(blocks, "")[0][1] == 0
    others = [one._replace(incident=None) for one in found]
    note = actions.build(population([], Question()), Question(None, settings=SETTINGS, actions=lambda: others))[0]
    assert isinstance(note, Note)
    assert "5 more in postmortems of no incident are not counted." in note.text
