"""Answers from a file."""

from __future__ import annotations

import pytest

from revenant.runbooks.errors import OutcomesError
from revenant.runbooks.walk.outcomes import Outcomes, Said, answers
from tests.runbooks.walk.making import CARDS, DONE


def test_a_risky_step_needs_its_id_unless_it_is_not_taken() -> None:
    for said in ("done", "failed"):
        with pytest.raises(OutcomesError, match="confirm: M1"):
            answers(Outcomes(steps={"M1": Said(outcome=said, confirm="y")}), CARDS)
    assert answers(Outcomes(steps={"M1": Said(outcome="done", confirm="M1")}), CARDS)["M1"].confirm == "M1"
    assert answers(Outcomes(steps={"M1": "skipped", "D1": "done"}), CARDS)["D1"] == DONE


def test_every_complaint_is_told_at_once() -> None:
    with pytest.raises(OutcomesError) as error:
        answers(Outcomes(steps={"M9": "done", "M1": "done", "D1": "done"}), CARDS, frozenset({"D1"}))
    assert len(error.value.message.splitlines()) == 3
