"""The groups of action items, and the order in which items are worth reading."""

from __future__ import annotations

from revenant.core.settings import PostmortemSettings
from revenant.postmortems.actions.priorities import DEFAULT, matrix, matrix_table, priorities, priority_of
from revenant.postmortems.actions.tracking import grouped_by, in_order
from tests.postmortems.actions.tracked import SETTINGS, tracked

ITEMS = """
- [ ] **A1** Later (due: 2027-01-01; impact: high; likelihood: High)
- [ ] **A2** Sooner (due: 2026-12-01; impact: high; likelihood: high; owner: @platform)
- [ ] **A3** Unknown (impact: huge; likelihood: high; owner: Ana)
- [ ] **A4** Low (impact: low; likelihood: low)
"""


def test_the_order_is_priority_then_due_date() -> None:
    assert [one.item.id for one in in_order(tracked(ITEMS), SETTINGS)] == ["A2", "A1", "A4", "A3"]
    assert [one.priority for one in tracked(ITEMS)] == ["P0", "P0", "", "P3"]


def test_groups_are_in_order_and_what_has_none_comes_last() -> None:
    groups = grouped_by(tracked(ITEMS), lambda one: one.item.owner, "nobody")
    assert [*groups] == ["@platform", "Ana", "nobody"]


def test_a_cell_of_the_matrix_may_have_another_word_and_the_others_keep_theirs() -> None:
    own = PostmortemSettings(priorities={"high": {"high": "now"}, "low": {"low": "never"}})
    assert matrix(own) == DEFAULT | {
        "high": DEFAULT["high"] | {"high": "now"},
        "low": DEFAULT["low"] | {"low": "never"},
    }
    assert priorities(own) == ["now", "P1", "P2", "P3", "never"]
    assert priority_of(tracked(ITEMS)[0].item, own) == "now"
    assert matrix_table(own).rows[2] == ["low", "P2", "P3", "never"]
