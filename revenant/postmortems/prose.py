"""What people wrote in a postmortem, sentence by sentence: no code, no quotations, nothing generated.

A paragraph, a list item, a heading and a cell of a table are text; its markup is taken out, so that rules see words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from revenant.core.outline import Text
from revenant.postmortems.document import Postmortem
from revenant.postmortems.sections import Section

_TICKS = re.compile(r"`+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>", re.DOTALL)
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_URL = re.compile(r"<?\bhttps?://[^\s<>)]+>?")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|no|fig|mr|ms|mrs|dr|st|a\.m|p\.m)\.$", re.IGNORECASE
)
_STOP = re.compile(r"[.!?…][\"')\]*_”’]*(?:\[\^[^\[\]\s]+\])*(?=\s+[^\sa-z]|\s*$)|\n(?=\s*\n)")
_CITED = re.compile(r"\[\^([^\[\]\s]+)\]")
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_WORD = re.compile(r"\S+")
_CITE = "\0"  # stands for a footnote while words are counted; no text of a file holds it
_LONGEST_ABBREVIATION = 8  # characters, its stop and what stands before among them


class Row(NamedTuple):
    """A row of a text: the character it begins with there, how far it is indented there and in the file, its line."""

    start: int
    lead: int
    indent: int
    line: int

    def place(self, at: int) -> tuple[int, int]:
        return self.line, self.indent + max(at - self.start - self.lead, 0) + 1


class Origin(NamedTuple):
    """Where a sentence was taken from: the rows of its text, and what stands there from the character `start`."""

    rows: tuple[Row, ...]
    start: int
    piece: str

    def place(self, at: int) -> tuple[int, int]:
        """Line and column in the file of a character of the piece."""
        found = bisect_right(self.rows, self.start + at, key=lambda row: row.start) - 1
        return self.rows[found].place(self.start + at)


class Sentence(NamedTuple):
    """One sentence, its markup taken out. `line` and `col` are where it begins in the file, counted from 1.

    `section` is the part it stands in, None outside of all that we know. `cites` are the events it names by footnotes.
    `origin` is for `place`.
    """

    text: str
    line: int
    col: int
    section: Section | None
    is_item: bool
    cites: tuple[str, ...] = ()
    origin: Origin | None = None


def place(sentence: Sentence, at: int) -> tuple[int, int]:
    """Line and column, in the file, of the character `at` of a sentence's text."""
    if sentence.origin is None:
        return sentence.line, sentence.col
    begins = sentence.text.rfind(" ", 0, at) + 1
    number = sentence.text.count(" ", 0, begins)
    words = (word for word in _WORD.finditer(_marked(sentence.origin.piece)) if word[0].strip(_CITE))
    return sentence.origin.place(next(islice(words, number, None)).start() + at - begins)


def sentences(postmortem: Postmortem) -> Iterator[Sentence]:
    """Every sentence that somebody wrote, in the order of the file; headings are none."""
    for text in postmortem.outline.texts:
        if not text.quoted and not postmortem.layout.holds(text.line):
            section, rows = postmortem.section_at(text.line), tuple(_rows(postmortem, text))
            for said, start in _pieces(text.text):
                yield from _split(said, Origin(rows, start, said), section, text.item)


def _rows(postmortem: Postmortem, text: Text) -> Iterator[Row]:
    start = 0
    for line, own in enumerate(text.text.split("\n"), start=text.line):
        row = postmortem.rows[line - 1] if line <= len(postmortem.rows) else ""
        yield Row(start, len(own) - len(own.lstrip()), max(row.find(own.strip()), 0), line)
        start += len(own) + 1


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
    if "`" in text:
        text = _without_code(text)
    if "<" in text:
        text = _TAG.sub(lambda found: " " * len(found[0]), _without_comments(text))
    if "[" in text:
        text = _LINK.sub(_link_words, text)
    if "http" in text:
        text = _URL.sub(lambda found: "x" * len(found[0]), text)
    return _EMPHASIS.sub(lambda found: " " * len(found[0]), text) if "*" in text or "_" in text else text


def _link_words(found: re.Match[str]) -> str:
    return found["words"].rjust(found.end("words") - found.start()).ljust(len(found[0]))


def _without_code(text: str) -> str:
    """Code spans made of x, in one pass however many backticks open none."""
    ticks = list(_TICKS.finditer(text))
    waiting: dict[int, deque[re.Match[str]]] = defaultdict(deque)
    for each in ticks:
        waiting[len(each[0])].append(each)
    done, parts = 0, []
    for opening in ticks:
        same = waiting[len(opening[0])]
        same.popleft()
        if opening.start() >= done and same:
            parts += [text[done : opening.start()], "`", "x" * (same[0].end() - opening.start() - 2), "`"]
            done = same[0].end()
    return "".join([*parts, text[done:]])


def _without_comments(text: str) -> str:
    done, parts = 0, []
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[done:start], " " * (end + 3 - start)]
        done = end + 3
    return "".join([*parts, text[done:]])


def _marked(piece: str) -> str:
    """The text with its footnotes made of a character that no word has."""
    return _CITED.sub(lambda found: _CITE * len(found[0]), piece)


def _split(said: str, origin: Origin, section: Section | None, is_item: bool) -> Iterator[Sentence]:
    start = 0
    for stop in [*filter(lambda end: not _is_abbreviation(said, end), map(re.Match.end, _STOP.finditer(said))), None]:
        piece = said[start:stop]
        if words := " ".join(_uncited(piece).split()):
            own = Origin(origin.rows, origin.start + start, piece)
            line, col = own.place(len(piece) - len(piece.lstrip()))
            cites = tuple(_CITED.findall(piece)) if "[^" in piece else ()
            yield Sentence(words, line, col, section, is_item, cites, own)
        start = len(said) if stop is None else stop


def _uncited(piece: str) -> str:
    return _CITED.sub("", piece) if "[^" in piece else piece


def _is_abbreviation(said: str, end: int) -> bool:
    return _ABBREVIATION.search(said, max(0, end - _LONGEST_ABBREVIATION), end) is not None
