"""Puts fixes into a file: lines in place of lines, every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from revenant.core.problems import Fix, Splice

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_BOM = b"\xef\xbb\xbf"


class Mended(NamedTuple):
    """The file after mending, and how many of the fixes are in it."""

    content: bytes
    fixes: int


def mend(content: bytes, fixes: Iterable[Fix]) -> Mended:
    """Apply the fixes that do not touch each other, each of them whole; the others wait for the next round."""
    lines = _LINE.findall(content)
    chosen: list[Splice] = []
    made = 0
    for fix in dict.fromkeys(fixes):
        if _fits(fix.splices, chosen, len(lines)):
            chosen += fix.splices
            made += 1
    for splice in sorted(chosen, reverse=True):
        lines[splice.line - 1 : splice.end] = _lines(splice, lines)
    mended = b"".join(lines)
    if content.startswith(_BOM) and not mended.startswith(_BOM):
        mended = _BOM + mended
    return Mended(mended, made)


def _fits(splices: Sequence[Splice], chosen: Sequence[Splice], size: int) -> bool:
    """Whether the splices lie in the file and apart from each other and from those chosen before."""
    spans = sorted((splice.line, max(splice.end, splice.line)) for splice in (*splices, *chosen))
    apart = all(before[1] < after[0] for before, after in pairwise(spans))
    return bool(splices) and apart and all(0 < each.line <= size + 1 and each.end <= size for each in splices)


def _lines(splice: Splice, lines: Sequence[bytes]) -> list[bytes]:
    """The new lines, ended as those they replace; the last line stays without an end if it had none."""
    ending = _ending(splice, lines)
    made = [row.encode("utf-8", "surrogateescape") + ending for row in splice.rows]
    if made and splice.end == len(lines) and lines and not lines[-1].endswith(b"\n"):
        if splice.end < splice.line:
            return [ending + made[0].removesuffix(ending), *made[1:]]
        made[-1] = made[-1].removesuffix(ending)
    return made


def _ending(splice: Splice, lines: Sequence[bytes]) -> bytes:
    near = [*lines[splice.line - 1 : splice.end], *lines[max(splice.line - 2, 0) : splice.line - 1], *lines[:1]]
    ended = next((line for line in near if line.endswith(b"\n")), b"\n")
    return b"\r\n" if ended.endswith(b"\r\n") else b"\n"
