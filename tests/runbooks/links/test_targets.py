"""Targets of links taken apart: what was meant, and which root serves it."""

from __future__ import annotations

import pytest

from revenant.runbooks.links.targets import map_root, mended


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("link:https://example.com", "https://example.com"),
        ("%5Bhttps://example.com/a?b=1%5D", "https://example.com/a?b=1"),
        ("(https://example.com)", "https://example.com"),
        ("ana@example.com", "mailto:ana@example.com"),
        ("www.example.com/x", "https://www.example.com/x"),
        ("https://example.com", ""),
        ("mailto:ana@example.com", ""),
        ("a.md", ""),
    ],
)
def test_what_was_meant_by_a_target_that_is_no_address(target: str, address: str) -> None:
    assert mended(target) == address


@pytest.mark.parametrize(
    ("target", "served"),
    [
        ("https://Docs.example.com/ops/a#b", ("ops", "a#b")),
        ("https://docs.example.com/a?x=1", ("docs", "a?x=1")),
        ("https://docs.example.com/opsy", ("docs", "opsy")),
        ("https://docs.example.community/a", None),
        ("/a/b", ("site", "a/b")),
        ("//other/a", None),
        ("a", None),
    ],
)
def test_the_longest_root_that_ends_with_a_part_serves(target: str, served: tuple[str, str] | None) -> None:
    roots = {"/": "site", "https://docs.example.com/": "docs", "https://docs.example.com/ops": "ops"}
    assert map_root(target, roots) == served
