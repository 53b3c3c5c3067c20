"""Conflicts that a merge left inside of generated regions: either side will do, for both are written anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from revenant.postmortems.regions.markers import Layout

_OURS, _BASE, _THEIRS, _END = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "


class _Hunk(NamedTuple):
    """One conflict: its first line, counted from 0, and the lines of both sides."""

    start: int
    end: int
    ours: list[str]
    theirs: list[str]


def has_conflicts(text: str) -> bool:
    """Whether a merge left its marks in the text."""
    return any(line.startswith(_OURS) for line in text.split("\n"))


def first_conflict(rows: Sequence[str]) -> int:
    """The line of the first conflict, counted from 1; 0 where there is none."""
    return next((line for line, row in enumerate(rows, start=1) if row.startswith(_OURS)), 0)


def settle(text: str, layout_of: Callable[[str], Layout]) -> str:
    """The text with every conflict settled that lies within a region; one that reaches outside stays as it is.

    `layout_of` finds the regions of a text.
    """
    lines = text.split("\n")
    hunks = _hunks(lines)
    sides = [_kept(lines, hunks, side, layout_of) for side in ("ours", "theirs")]
    for number, hunk in reversed(list(enumerate(hunks))):
        if all(number in kept for kept in sides):
            lines[hunk.start : hunk.end] = hunk.ours
    return "\n".join(lines)


def _kept(lines: list[str], hunks: list[_Hunk], side: str, layout_of: Callable[[str], Layout]) -> set[int]:
    """The conflicts whose lines lie within regions if everywhere this side is taken."""
    text, spans, last = [], [], 0
    for hunk in hunks:
        text += lines[last : hunk.start]
        chosen = hunk.ours if side == "ours" else hunk.theirs
        spans.append((len(text) + 1, len(text) + len(chosen)))
        text += chosen
        last = hunk.end
    layout = layout_of("\n".join([*text, *lines[last:]]))
    return {number for number, (first, end) in enumerate(spans) if _is_inside(layout, first, end)}


def _is_inside(layout: Layout, first: int, last: int) -> bool:
    """Whether these lines are in one region; no lines at all are, if those around them are."""
    if last < first:
        first, last = last, first
    return any(region.begin <= first and last <= region.end for region in layout.regions)


def _hunks(lines: list[str]) -> list[_Hunk]:
    found: list[_Hunk] = []
    start: int | None = None
    side, ours, theirs = "", list[str](), list[str]()
    for number, line in enumerate(lines):
        if line.startswith(_OURS):
            start, side, ours, theirs = number, "ours", [], []
        elif start is None:
            continue
        elif line.startswith(_BASE):
            side = "base"
        elif line.rstrip("\r") == _THEIRS:
            side = "theirs"
        elif line.startswith(_END):
            found.append(_Hunk(start, number + 1, ours, theirs))
            start = None
        elif side != "base":
            (ours if side == "ours" else theirs).append(line)
    return found
