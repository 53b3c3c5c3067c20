"""Comments that keep lint silent: what they cover, and what is no such comment."""

from __future__ import annotations

from datetime import date

import pytest

from revenant.core.problems import Level, Problem
from revenant.linting.suppression import Suppression, Syntax, read_suppressions, without, without_codes

TODAY = date(2026, 11, 23)


def read(text: str, syntax: Syntax = Syntax.MARKDOWN) -> list[Suppression]:
    return read_suppressions(text.split("\n"), syntax)


def covered(text: str, syntax: Syntax = Syntax.MARKDOWN, code: str = "RB403") -> list[int]:
    """The lines of the text, and 0 for the whole file, where its comments silence `code`."""
    found = read(text, syntax)
    lines = range(len(text.split("\n")) + 1)
    at = [Problem("a.md", line, 1, Level.ERROR, code, "") for line in lines]
    return [problem.line for problem in at if any(each.covers(problem, TODAY) for each in found)]


def test_on_a_line_of_its_own_it_covers_the_block_that_follows() -> None:
    assert covered("<!-- revenant: ignore RB403 -- x -->\n\n# A\nB\n\nC") == [3, 4]


def test_a_fence_is_taken_whole_and_what_stands_close_to_it() -> None:
    assert covered("<!-- revenant: ignore RB403 -- x -->\n```bash\na\n\nb\n```\nC\n\nD") == [2, 3, 4, 5, 6, 7]
    assert covered("<!-- revenant: ignore RB403 -- x -->\n- a\n  ~~~\n\n  ```\n  ~~~\n\nD") == [2, 3, 4, 5, 6]


def test_two_comments_cover_the_same_block() -> None:
    text = "<!-- revenant: ignore RB403 -- x -->\n<!-- revenant: ignore RB404 -- y -->\nA\n\nB"
    assert covered(text) == covered(text, code="RB404") == [3]


def test_at_the_end_of_a_line_it_covers_that_line() -> None:
    assert covered("A\nB <!-- revenant: ignore RB402, rb403 -- x -->\nC") == [2]


def test_the_whole_file_with_its_line_0() -> None:
    assert covered("A\n<!-- revenant: ignore-file RB403 -- x -->") == [0, 1, 2]


def test_yaml_and_front_matter() -> None:
    assert covered("a: 1 # revenant: ignore RB403 -- x\nb: 2", Syntax.HASH) == [1]
    assert covered("# revenant: ignore RB403 -- x\na: 1\nb: 2\n\nc: 3", Syntax.HASH) == [2, 3]
    assert covered("---\nid: a  # revenant: ignore RB403 -- x\n---\n# revenant: ignore RB403 -- x\nA") == [2]


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- revenant: ignore RB403 -- x -->\n```",
        "~~~~\n~~~\n<!-- revenant: ignore RB403 -- x -->",
        "1. ```sh\n   <!-- revenant: ignore RB403 -- x -->\n   ```",
        "write `<!-- revenant: ignore RB403 -- x -->`",
        "<!-- revenant:begin timeline -->",
        "<!-- ignore RB403 -- x -->",
        "<!-- markdownlint-disable -->",
        "the word revenant: ignore RB403 -- x",
    ],
)
def test_what_is_no_suppression(text: str) -> None:
    assert read(text) == []


def test_in_a_quoted_value_of_yaml_it_is_text() -> None:
    assert read('a: "b # revenant: ignore RB403 -- x"', Syntax.HASH) == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("ignore RB403", "it gives no reason"),
        ("ignore RB403 --", "it gives no reason"),
        ("ignore RB403 -- (until 2027-01-31)", "it gives no reason"),
        ("ignore -- why", "it names no rule"),
        ("ignore-file -- why", "it names no rule"),
        ("ignore RB403 -- why (until tomorrow)", "its end is no date"),
        ("ignore RB403 -- why (until 2027-02-30)", "its end is no date"),
        ("ignored RB403 -- why", "this cannot be read"),
        ("ignore RB403 = why", "this cannot be read"),
    ],
)
def test_what_cannot_be_understood_covers_nothing(said: str, fault: str) -> None:
    (found,) = read(f"A <!-- revenant: {said} -->")
    assert found.fault == fault
    assert covered(f"A <!-- revenant: {said} -->") == []


def test_a_comment_that_does_not_end_on_its_line() -> None:
    (found,) = read("<!-- revenant: ignore RB403 -- why\nand why -->")
    assert found.fault == "this cannot be read"


@pytest.mark.parametrize(("day", "lines"), [("2026-11-23", [1]), ("2026-11-22", [])])
def test_the_last_day_still_counts(day: str, lines: list[int]) -> None:
    assert covered(f"A <!-- revenant: ignore RB403 -- why (until {day}) -->") == lines


def test_a_byte_order_mark_and_windows_ends_do_not_hide_that_it_stands_alone() -> None:
    assert covered("\ufeff<!-- revenant: ignore RB403 -- x -->\nA\n\nB") == [2]
    assert covered("<!-- revenant: ignore RB403 -- x -->\r\nA\r\n\r\nB") == [2]


def test_taking_it_out() -> None:
    row = "A <!-- revenant: ignore RB403 RB404 -- x -->"
    (found,) = read(row)
    assert without(row, found) == "A"
    assert without_codes(row, found, ["RB403"]) == "A <!-- revenant: ignore RB404 -- x -->"
    (alone,) = read(" <!-- revenant: ignore RB403 -- x -->")
    assert without(" <!-- revenant: ignore RB403 -- x -->", alone) is None
