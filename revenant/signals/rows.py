"""CSV as documents: one row, one object; the header names the keys."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from revenant.signals.documents import Document
from revenant.signals.sources.found import Doubt
from revenant.signals.sources.spellings import KEYS
from revenant.signals.splitting import LONGEST_LINE, Line

_NAME = re.compile(r"[\w@][\w .:/@-]{0,80}")
LONGEST_ROW = 100  # lines; beyond that a quote was left open
_DELIMITERS = ",;\t|"


def looks_like_csv(first: bytes, mapping: Mapping[str, str]) -> bool:
    """Whether a first line is a header: names in columns, at least one of which means something."""
    names = _cells(_text(first))
    columns = {path.partition(".")[0] for path in mapping.values()} | KEYS.keys()
    return len(names) > 1 and all(_NAME.fullmatch(name) for name in names) and not columns.isdisjoint(names)


def rows(header: Line, lines: Iterable[Line | Doubt]) -> Iterator[Document | Doubt]:
    """A document for every row below the header; empty cells are absent."""
    head = _text(header.content)
    names, delimiter, feed = _cells(head), _delimiter(head), _Feed(lines)
    csv.field_size_limit(LONGEST_LINE)
    while True:
        feed.begin_row()
        try:
            row = next(csv.reader(feed, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            yield from feed.doubts()
            yield Doubt(f"not CSV: {error}", str(feed.number), lost=True)
            feed.give_back()
            continue
        yield from feed.doubts()
        if row is None:
            return
        yield from _row(names, row, feed.number)


def _row(names: list[str], row: list[str], number: int) -> Iterator[Document | Doubt]:
    if len(row) > len(names):
        yield Doubt(f"a row of {len(row)} cells under a header of {len(names)}", str(number), lost=True)
    elif row:
        pairs = zip(names, (cell.strip() for cell in row), strict=False)
        yield Document(number, {name: cell for name, cell in pairs if cell})


class _Feed:
    """Lines as text for the csv module, row by row; a row that goes wrong costs only its first line."""

    def __init__(self, lines: Iterable[Line | Doubt]) -> None:
        self._lines = iter(lines)
        self._again: deque[Line] = deque()
        self._row: list[Line] = []
        self._doubts: list[Doubt] = []

    @property
    def number(self) -> int:
        """Where the row begins."""
        return self._row[0].number if self._row else 0

    def begin_row(self) -> None:
        self._row = []

    def give_back(self) -> None:
        """Everything but the row's first line will be read again."""
        self._again.extendleft(reversed(self._row[1:]))

    def doubts(self) -> Iterator[Doubt]:
        """What was set aside since the last time."""
        found, self._doubts = self._doubts, []
        yield from found

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while len(self._row) < LONGEST_ROW:
            line = self._again.popleft() if self._again else next(self._lines)
            if isinstance(line, Doubt):
                self._doubts.append(line)
                continue
            try:
                said = line.content.decode() + "\n"
            except UnicodeDecodeError as error:
                self._doubts.append(Doubt(f"not UTF-8: {error.reason}", str(line.number), lost=True))
                continue
            self._row.append(line)
            return said
        raise StopIteration


def _cells(header: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=_delimiter(header)), [])]
    except csv.Error:
        return []


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _text(header: bytes) -> str:
    return header.decode(errors="replace")
