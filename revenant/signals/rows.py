"""CSV as documents: one row, one object; the header names the keys."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping

from revenant.signals.documents import Document
from revenant.signals.sources.found import Doubt
from revenant.signals.sources.spellings import KEYS
from revenant.signals.splitting import LONGEST_LINE, Line

_NAME = re.compile(r"[\w@][\w .:/@-]{0,80}")
_DELIMITERS = ",;\t|"


def looks_like_csv(first: bytes, mapping: Mapping[str, str]) -> bool:
    """Whether a first line is a header: names in columns, at least one of which means something."""
    names = _cells(_text(first))
    columns = {path.partition(".")[0] for path in mapping.values()} | KEYS.keys()
    return len(names) > 1 and all(_NAME.fullmatch(name) for name in names) and not columns.isdisjoint(names)


def rows(header: Line, lines: Iterable[Line | Doubt]) -> Iterator[Document | Doubt]:
    """A document for every row below the header; empty cells are absent."""
    names, feed = _cells(_text(header.content)), _Feed(lines, header.number)
    delimiter = _delimiter(_text(header.content))
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    csv.field_size_limit(LONGEST_LINE)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Doubt(f"not CSV: {error}", str(feed.number), lost=True)
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
    """Lines as text for the csv module; those that cannot be read are set aside as doubts."""

    def __init__(self, lines: Iterable[Line | Doubt], number: int) -> None:
        self._lines = iter(lines)
        self._doubts: list[Doubt] = []
        self.number = number

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            if isinstance(line, Doubt):
                self._doubts.append(line)
                continue
            self.number = line.number
            try:
                return line.content.decode() + "\n"
            except UnicodeDecodeError as error:
                self._doubts.append(Doubt(f"not UTF-8: {error.reason}", str(line.number), lost=True))
        raise StopIteration

    def doubts(self) -> Iterator[Doubt]:
        """What was set aside since the last time."""
        found, self._doubts = self._doubts, []
        yield from found


def _cells(header: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=_delimiter(header)), [])]
    except csv.Error:
        return []


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _text(header: bytes) -> str:
    return header.decode(errors="replace")
