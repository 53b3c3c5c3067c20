"""All reports at once: in one order, each on its own feet."""

from __future__ import annotations

from typing import Any

import pytest

from revenant import reports
from revenant.core.tables import Block, Chart, Column, Note, Shape, Table
from revenant.errors import RevenantError
from revenant.reports import together as module
from revenant.reports.question import By, Form, Question
from revenant.reports.together import Chapter, together


class Made:
    """A report that says by what it was asked to group, or refuses."""

    def __init__(self, form: Form, error: str = "") -> None:
        self.TITLE, self.FORM, self._error = "Made up", form, error

    def build(self, found: object, question: Question) -> list[Block]:
        if self._error:
            raise RevenantError(self._error)
        return [Note(str(question.by))]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, Made]:
    made = {
        "other": Made(Form()),
        "quality": Made(Form(frozenset({By.SERVICE}))),
        "compare": Made(Form(periods=2)),
        "mttx": Made(Form(frozenset(By)), "no such thing"),
    }
    for place in (reports, module):
        monkeypatch.setattr(place, "REPORTS", {name: f"{name} says." for name in made})
    monkeypatch.setattr(module, "load_report", made.__getitem__)
    return made


def test_the_order_is_fixed_and_those_with_periods_are_left_out(registry: Any) -> None:
    assert [each.name for each in together(Question()).chapters] == ["mttx", "quality", "other"]


def test_a_group_that_a_report_does_not_know_is_left_out_of_it(registry: Any) -> None:
    _, quality, other = together(Question(by=By.SERVICE)).chapters
    assert (quality.blocks[-1], other.blocks[-1]) == (Note("service"), Note("None"))


def test_one_that_refuses_says_why_and_stops_no_other(registry: Any) -> None:
    first, *others = together(Question()).chapters
    assert (first.refused, first.blocks) == ("no such thing", ())
    assert not any(each.refused for each in others)


def test_work_that_is_shared_out_comes_back_in_order(registry: Any) -> None:
    def share(work: Any, names: Any) -> Any:
        return [work(name) for name in names]

    assert together(Question(), share) == together(Question())


def test_one_without_rows_has_nothing_to_report() -> None:
    columns = [Column("n", "n")]
    empty, full = Table("", columns, []), Table("", columns, [[1]])
    assert Chapter("a", "A", "", [Note("x"), empty, Chart(empty, Shape.BARS, "n", "n")]).is_empty
    assert not Chapter("a", "A", "", [Chart(full, Shape.BARS, "n", "n")]).is_empty


def test_the_order_names_only_what_may_be_a_report() -> None:
    assert len(set(module.ORDER)) == len(module.ORDER)
