"""Who may do what, every combination of roles."""

from __future__ import annotations

import pytest

from revenant.core.settings import Person, Role, Settings
from revenant.errors import ForbiddenError
from revenant.incidents import policy
from tests.incidents.making import ANA, BEN, LEA, SETTINGS

ROLES = [[], [Role.SRE_LEAD], [Role.ORG_ADMIN], [Role.SRE_LEAD, Role.ORG_ADMIN]]


@pytest.mark.parametrize("roles", ROLES)
@pytest.mark.parametrize(
    ("action", "takes"),
    [
        (policy.CHANGE_SEVERITY, {Role.SRE_LEAD, Role.ORG_ADMIN}),
        (policy.OVERRIDE_CLOSE, {Role.SRE_LEAD}),
        ("add a note", set()),
    ],
)
def test_roles_permit(roles: list[Role], action: str, takes: set[Role]) -> None:
    settings = Settings(schema="revenant/workspace@1", people=[Person(email=BEN, roles=roles)])
    assert policy.may(settings, BEN, action) == (not takes or bool(takes & set(roles)))


@pytest.mark.parametrize("who", [BEN, "stranger@example.com", "", "lea@example.com.evil.example"])
def test_others_are_refused_and_told_whom_to_ask(who: str) -> None:
    with pytest.raises(ForbiddenError) as refused:
        policy.require(SETTINGS, who, policy.CHANGE_SEVERITY)
    assert "ORG_ADMIN or SRE_LEAD" in refused.value.message
    assert refused.value.hint == f"ask {ANA}, {LEA}"


@pytest.mark.parametrize("who", [LEA, "LEA@Example.com", "lea@old.example.com"])
def test_an_alias_or_another_case_is_the_same_person(who: str) -> None:
    policy.require(SETTINGS, who, policy.OVERRIDE_CLOSE)


def test_where_nobody_holds_the_role_the_hint_says_so() -> None:
    with pytest.raises(ForbiddenError, match="may not"):
        policy.require(Settings(schema="revenant/workspace@1"), ANA, policy.CHANGE_SEVERITY)
