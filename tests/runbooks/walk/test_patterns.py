"""Patterns of inputs."""

from __future__ import annotations

import pytest

from revenant.runbooks.walk.patterns import compile_pattern, is_tame, matches


@pytest.mark.parametrize("pattern", ["(a+)+$", "(?:a|a)*b", "a?" * 20, "a*a*a*a*a*b", "(a{1,9}){1,9}", "x" * 600])
def test_what_may_take_for_ever_is_not_tried(pattern: str) -> None:
    assert not is_tame(pattern)
    assert matches(pattern, "a" * 30 + "!") is None


@pytest.mark.parametrize("pattern", ["^[a-z0-9-]+$", r"^\d{1,3}$", "(eu|us)-[a-z]+-[0-9]", r"[^)*]+\)+"])
def test_what_people_write_is_tried(pattern: str) -> None:
    assert is_tame(pattern)


def test_the_whole_value_must_match() -> None:
    assert matches("[a-z]+", "abc") is True
    assert matches("[a-z]+", "abc1") is False
    assert matches("[a-z", "abc") is None
    assert matches("[a-z]+", "a" * 1000) is None


@pytest.mark.parametrize("pattern", ["[a-z", "(" * 5000, "a{99999999999999999999}", "*"])
def test_what_is_no_pattern_is_none(pattern: str) -> None:
    assert compile_pattern(pattern) is None
