"""What people wrote in a postmortem, sentence by sentence: no code, no quotations, nothing generated.

A paragraph, a list item, a heading and a cell of a table are text; its markup is taken out, so that rules see words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from revenant.core.outline import Text
from revenant.postmortems.document import Postmortem
from revenant.postmortems.sections import Section

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_URL = re.compile(r"<?\bhttps?://[^\s<>)]+>?")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|no|fig|mr|ms|mrs|dr|st|a\.m|p\.m)\.$", re.IGNORECASE
)
_STOP = re.compile(r"[.!?…][\"')\]*_”’]*(?:\[\^[^\]\s]+\])*(?=\s+[^\sa-z]|\s*$)|\n(?=\s*\n)")
_CITED = re.compile(r"\[\^([^\]\s]+)\]")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")


class Sentence(NamedTuple):
    """One sentence, its markup taken out. `line` and `col` are where it begins in the file, counted from 1.

    `section` is the part it stands in, None outside of all that we know. `cites` are the events it names by footnotes.
    """

    text: str
    line: int
    col: int
    section: Section | None
    is_item: bool
    cites: tuple[str, ...] = ()


def sentences(postmortem: Postmortem) -> Iterator[Sentence]:
    """Every sentence that somebody wrote, in the order of the file; headings are none."""
    for text in postmortem.outline.texts:
        if not text.quoted and not postmortem.layout.holds(text.line):
            section = postmortem.section_at(text.line)
            for said, start in _pieces(text.text):
                yield from _split(postmortem, text, said, start, section)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """A text, or each cell of the table it is, with where it begins."""
    rows = text.split("\n")
    if len(rows) < 2 or not _RULE.fullmatch(rows[1]) or "|" not in rows[0]:
        yield _blanked(text), 0
        return
    start = 0
    for row in rows:
        if not _RULE.fullmatch(row):
            begin = start
            for cell in _CELLS.split(row):
                yield _blanked(cell), begin
                begin += len(cell) + 1
        start += len(row) + 1


def _blanked(text: str) -> str:
    """The text with its markup blanked out, every character in its place."""
    text = _CODE.sub(lambda found: "`" + "x" * (len(found[0]) - 2) + "`", text)
    text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    text = _LINK.sub(lambda found: found["words"].rjust(found.end("words") - found.start()).ljust(len(found[0])), text)
    text = _URL.sub(lambda found: "x" * len(found[0]), text)
    return _EMPHASIS.sub(lambda found: " " * len(found[0]), text)


def _split(postmortem: Postmortem, text: Text, said: str, offset: int, section: Section | None) -> Iterator[Sentence]:
    start = 0
    for stop in [
        *(found.end() for found in _STOP.finditer(said) if not _ABBREVIATION.search(said, 0, found.end())),
        None,
    ]:
        piece = said[start:stop]
        if words := " ".join(_CITED.sub("", piece).split()):
            begin = start + len(piece) - len(piece.lstrip())
            line, col = _place(postmortem, text, offset + begin)
            yield Sentence(words, line, col, section, text.item, tuple(_CITED.findall(piece)))
        start = len(said) if stop is None else stop


def _place(postmortem: Postmortem, text: Text, at: int) -> tuple[int, int]:
    """Where in the file the character `at` of a text stands."""
    before = text.text[:at]
    number = before.count("\n")
    line = text.line + number
    row, own = postmortem.rows[line - 1] if line <= len(postmortem.rows) else "", text.text.split("\n")[number]
    indent = max(row.find(own.strip()), 0)
    inside = at - (before.rfind("\n") + 1) - (len(own) - len(own.lstrip()))
    return line, indent + max(inside, 0) + 1
