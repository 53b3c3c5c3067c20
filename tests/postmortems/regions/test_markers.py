"""A region's checksum tells whether its content is what was generated, and only real markers make a region."""

from __future__ import annotations

import re

import pytest

from revenant.core.outline import read_outline
from revenant.postmortems.regions.markers import Layout, checksum, find_layout, region


def layout_of(text: str) -> Layout:
    return find_layout(read_outline(text.split("\n")).blocks)


def test_the_marker_carries_the_checksum_of_what_stands_between() -> None:
    text = region("facts", "\n| a |\n| b |\n\n")
    found = re.fullmatch(
        r"<!-- revenant:begin facts sum=([0-9a-f]{8}) -->\n(.*)<!-- revenant:end facts -->", text, re.S
    )
    assert found is not None
    assert found[2] == "| a |\n| b |\n"
    assert checksum(found[2]) == found[1]


def test_line_ends_do_not_count_and_everything_else_does() -> None:
    assert checksum("a\r\nb\n") == checksum("a\nb\n")
    assert checksum("a\nb\n") != checksum("a\nb \n")


BEGIN, END = "<!-- revenant:begin facts sum=00000000 -->", "<!-- revenant:end facts -->"


@pytest.mark.parametrize(
    "around",
    [
        "{begin}\na\n{end}\n",
        "# Title\ntext right above\n{begin}\n{end}\n",
        "| a |\n|---|\n| b |\n{begin}\n\n{end}\n",
        "<!-- revenant:begin  facts   sum=00000000-->\na\n<!--revenant:end facts-->",
    ],
)
def test_a_region_is_found_wherever_its_markers_stand_alone(around: str) -> None:
    layout = layout_of(around.format(begin=BEGIN, end=END))
    assert [each.name for each in layout.regions] == ["facts"]
    assert layout.misplaced == ()


@pytest.mark.parametrize(
    "around",
    [
        "```\n{begin}\na\n{end}\n```\n",
        "    {begin}\n    {end}\n",
        "text {begin} and {end}\n",
        "| {begin} |\n|---|\n| {end} |\n",
    ],
)
def test_what_only_looks_like_a_marker_is_none(around: str) -> None:
    assert layout_of(around.format(begin=BEGIN, end=END)).regions == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{BEGIN}\na\n", "begins here and never ends"),
        (f"a\n\n{END}\n", "ends here and never began"),
        (f"{BEGIN}\n\n{BEGIN}\n\n{END}\n", "begins inside of facts"),
        (f"{BEGIN}\n\n<!-- revenant:end timeline -->\n\n{END}\n", "timeline ends inside of facts"),
        (f"{BEGIN}\n{END}\n\n{BEGIN}\n{END}\n", "there are 2 regions facts"),
        (f"- item\n\n  {BEGIN}\n", "must stand alone on its line, outside of lists"),
        ("<!-- revenant:begin -->\n", "must stand alone"),
    ],
)
def test_a_marker_that_cannot_be_followed_is_named(text: str, says: str) -> None:
    assert says in "; ".join(each.message for each in layout_of(text).misplaced)


def test_twins_are_no_regions_at_all() -> None:
    assert layout_of(f"{BEGIN}\n{END}\n\n{BEGIN}\n{END}\n").regions == ()
