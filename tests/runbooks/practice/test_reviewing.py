"""The decision about a runbook after an incident."""

from __future__ import annotations

import pytest

from revenant.errors import NothingToDoError
from revenant.runbooks.errors import DecisionError, NotUpdatedError
from revenant.runbooks.practice.entries import Reviewed
from revenant.runbooks.practice.reviewing import review
from tests.incidents.making import stamp
from tests.runbooks.practice.making import over


def test_a_decision_is_one_and_true() -> None:
    with pytest.raises(DecisionError):
        review(over(), stamp(3), "pg-lag", "b", updated=False)
    with pytest.raises(DecisionError):
        review(over(), stamp(3), "pg-lag", "b", updated=True, reason="also")
    with pytest.raises(NotUpdatedError):
        review(over(), stamp(3), "pg-lag", "a", updated=True)
    with pytest.raises(NothingToDoError, match="did not use other"):
        review(over(), stamp(3), "other", "b", updated=True)
    assert isinstance(review(over(), stamp(3), "pg-lag", "b", updated=True), Reviewed)
