"""A region's checksum tells whether its content is what was generated."""

from __future__ import annotations

import re

from revenant.postmortems.regions.markers import checksum, region


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
