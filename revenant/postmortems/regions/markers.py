"""The markers around a generated region, with a checksum, so that a hand edit inside is noticed.

<!-- revenant:begin facts sum=9f2c1a7b -->
<!-- revenant:end facts -->

Only a line of raw HTML outside of lists, quotations and code is a marker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from revenant.core.outline import Html

_MARKER = re.compile(
    r"<!--\s*revenant:(?P<what>begin|end)\s+(?P<name>[a-z][a-z-]*)(?:\s+sum=(?P<sum>[0-9a-f]+))?\s*-->"
)
_ALMOST = re.compile(r"<!--\s*revenant:(?:begin|end)\b")


class Region(NamedTuple):
    """A generated region: the lines of its two markers, and the checksum that the first carries."""

    name: str
    begin: int
    end: int
    sum: str


class Misplaced(NamedTuple):
    """A marker that cannot be followed, and why."""

    line: int
    message: str


class Layout(NamedTuple):
    """The regions of a document in its order, and the markers that make none."""

    regions: tuple[Region, ...]
    misplaced: tuple[Misplaced, ...]

    def region(self, name: str) -> Region | None:
        return next((region for region in self.regions if region.name == name), None)

    def holds(self, line: int) -> bool:
        """Whether a line is generated, its markers counted in."""
        return any(region.begin <= line <= region.end for region in self.regions)


def checksum(body: str) -> str:
    """Eight hex digits of the SHA-256 of a region's content; line ends do not count."""
    return sha256(body.replace("\r\n", "\n").encode(errors="surrogateescape")).hexdigest()[:8]


def region(name: str, body: str) -> str:
    """`body` between its markers; the opening one carries the checksum."""
    content = content_of(body)
    return f"<!-- revenant:begin {name} sum={checksum(content)} -->\n{content}<!-- revenant:end {name} -->"


def content_of(body: str) -> str:
    """What stands between the markers: `body` without empty lines around it."""
    return body.strip("\n") + "\n"


def find_layout(blocks: Sequence[Html]) -> Layout:
    """The regions among the HTML of a document.

    A region whose name stands twice, that is inside another, or has one marker only, is none: all its markers are
    misplaced. Of one that never ends only that is told, and not that all those below it are inside of it.
    """
    marks, astray = _marks(blocks)
    misplaced: list[Misplaced] = []
    regions: list[Region] = []
    begun: _Mark | None = None
    for mark in marks:
        if mark.begins and begun is None:
            begun = mark
        elif not mark.begins and begun is not None and mark.name == begun.name:
            regions.append(Region(begun.name, begun.line, mark.line, begun.sum))
            begun = None
        else:
            misplaced.append(Misplaced(mark.line, _why(mark, begun)))
    if begun is not None:
        misplaced = [each for each in misplaced if each.line < begun.line]
        misplaced.append(Misplaced(begun.line, f"the region {begun.name} begins here and never ends"))
    return _without_twins(regions, [*misplaced, *astray])


class _Mark(NamedTuple):
    """One marker as it stands."""

    line: int
    begins: bool
    name: str
    sum: str


def _marks(blocks: Sequence[Html]) -> tuple[list[_Mark], list[Misplaced]]:
    marks: list[_Mark] = []
    misplaced: list[Misplaced] = []
    for block in blocks:
        for line, row in enumerate(block.text.split("\n"), start=block.line):
            found = _MARKER.fullmatch(row.strip())
            if found and block.is_outer and row == row.lstrip():
                marks.append(_Mark(line, found["what"] == "begin", found["name"], found["sum"] or ""))
            elif _ALMOST.search(row):
                misplaced.append(Misplaced(line, "a marker must stand alone on its line, outside of lists"))
    return marks, misplaced


def _why(mark: _Mark, begun: _Mark | None) -> str:
    if begun is None:
        return f"the region {mark.name} ends here and never began"
    if mark.begins:
        return f"the region {mark.name} begins inside of {begun.name}"
    return f"the region {mark.name} ends inside of {begun.name}"


def _without_twins(regions: Sequence[Region], misplaced: Sequence[Misplaced]) -> Layout:
    names = [region.name for region in regions]
    twins = [region for region in regions if names.count(region.name) > 1]
    said = [Misplaced(region.begin, f"there are {names.count(region.name)} regions {region.name}") for region in twins]
    return Layout(tuple(each for each in regions if each not in twins), tuple(sorted([*misplaced, *said])))
