"""Owners and teams as people write them."""

from __future__ import annotations

import pytest

from revenant.postmortems.listing import Entry, Wanted
from revenant.postmortems.owners import is_known, same_owner, team_of
from tests.postmortems.actions.tracked import SETTINGS


@pytest.mark.parametrize("owner", ["ana@example.com", "ANA@old.example.com", "Ana", "@ana"])
def test_a_person_is_meant_by_address_alias_or_name(owner: str) -> None:
    assert same_owner("ana", owner, SETTINGS)
    assert same_owner("ana@example.com", owner, SETTINGS)
    assert not same_owner("lea", owner, SETTINGS)
    assert team_of(owner, SETTINGS) == "platform"


def test_a_team_is_its_own_team_and_strangers_have_none() -> None:
    assert team_of("@Platform", SETTINGS) == "platform"
    assert [team_of(owner, SETTINGS) for owner in ("", "lea@example.com", "nobody")] == ["", "", ""]
    assert [is_known(owner, SETTINGS) for owner in ("shop", "lea@example.com", "nobody")] == [True, True, False]


def test_the_list_of_postmortems_knows_an_owner_by_any_name() -> None:
    entry = Entry("INC-20261101-00001", "A title", None, "draft", "ana@example.com", [], None, None, 0, 0, "a.md")
    for owner in ("", "Ana", "@ana", "ana@old.example.com"):
        assert Wanted(owner=owner).admits(entry, SETTINGS)
    assert not Wanted(owner="lea").admits(entry, SETTINGS)
