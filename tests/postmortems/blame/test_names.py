"""BL201: people of the roster, and only where the policy asks for roles."""

from __future__ import annotations

import pytest

from revenant.core.settings import Person, PostmortemSettings, Settings
from tests.postmortems.blame.judging import problems

PEOPLE = [
    Person(email="ana@example.com", name="Ana Example", team="platform"),
    Person(email="will@example.com", name="Will Sample", aliases=["w.sample@example.org"]),
    Person(email="may@example.com", name="May Instance", team="shop"),
]


def named(text: str, policy: str = "forbid", section: str = "", systems: tuple[str, ...] = ()) -> list[str]:
    settings = Settings(
        schema="revenant/workspace@1",
        people=PEOPLE,
        postmortems=PostmortemSettings(names=policy, systems=list(systems)),  # type: ignore[arg-type]
    )
    found = [each for each in problems(text, section, settings) if each.code == "BL201"]
    return [each.message.removeprefix("names ") for each in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana went back to deployment 40.", ["Ana"]),
        ("Ana Example and Will Sample met.", ["Ana Example", "Will Sample"]),
        ("It was Will who noticed.", ["Will"]),
        ("Asked by @ana and ana@example.com.", ["@ana", "ana@example.com"]),
        ("The page went to W.Sample@Example.org.", ["W.Sample@Example.org"]),
        ("Will the queue drain? It will.", []),
        ("- Will it drain", []),
        ("In May the pool was halved.", []),
        ("May the queue drain.", []),
        ("Santa Ana Heights lost power; the Ana Karenina cluster did not.", []),
        ("ANA and ana and Anatol and ana-db know nothing.", []),
        ("Prometheus, Travis and Jenkins are software.", []),
        ("@anabel and banana@example.com.au are others.", []),
        ("- [ ] **A1** Say so. (owner: ana@example.com; due: 2026-12-01)", []),
        ("The code `Ana` is a constant.", []),
    ],
)
def test_only_the_roster_is_known(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("policy", "section", "is_said"),
    [
        ("allow", "Root cause", False),
        ("roles", "Root cause", True),
        ("roles", "Trigger", True),
        ("roles", "Gaps", True),
        ("roles", "What went poorly", True),
        ("roles", "Timeline", False),
        ("roles", "Summary", False),
        ("forbid", "Timeline", True),
    ],
)
def test_the_policy_says_where(policy: str, section: str, is_said: bool) -> None:
    assert bool(named("The pool was halved by a change of Ana's.", policy, section)) == is_said


def test_a_name_that_is_software_here_is_no_name() -> None:
    assert named("Ana restarted.", systems=("ana",)) == []
