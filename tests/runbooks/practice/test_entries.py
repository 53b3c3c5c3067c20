"""Lines of drills.yaml."""

from __future__ import annotations

from revenant.runbooks.practice.entries import from_data, to_data
from revenant.runbooks.practice.reviewing import review
from tests.incidents.making import stamp
from tests.runbooks.practice.making import drill, over


def test_entries_survive_their_own_form() -> None:
    for entry in (
        drill(failed=["M1"], text="a\nb", minutes=0),
        review(over("b"), stamp(3), "pg-lag", "a", updated=True),
    ):
        assert from_data(to_data(entry)) == entry
        assert list(to_data(entry))[:4] == ["id", "at", "type", "by"]
