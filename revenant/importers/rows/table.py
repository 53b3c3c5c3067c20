"""A table of another system, read by its map: a header checked against it, and the rows of each incident together."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from difflib import get_close_matches
from io import BytesIO, TextIOWrapper
from typing import NamedTuple

import msgspec

from revenant.errors import InvalidFileError
from revenant.importers.batch import File
from revenant.importers.decoding import Raw, Skipped, unpack
from revenant.importers.table_times import Clock
from revenant.incidents.table_map import TableMap

_LONGEST_ID = 200


class Line(NamedTuple):
    """One row of the table, and the line of the file where it ends."""

    number: int
    cells: list[str]


class Table:
    """What the map says of a table, ready to read its rows by: where each field stands, and how times are written."""

    def __init__(self, table: TableMap, map_name: str) -> None:
        self.map = table
        self.map_name = map_name
        try:
            self.clock = Clock(table)
            " ".encode(table.encoding)
        except (ValueError, LookupError) as error:
            raise _unusable(f"{map_name}: {error}") from None
        needed = "at" if table.kind == "events" else "opened_at"
        if getattr(table.columns, needed) is None:
            raise _unusable(f"{map_name}: columns.{needed}: is missing, and {table.kind} need it")
        self._missing = frozenset(word.strip().casefold() for word in ("", *table.missing))
        self._places: dict[str, list[int]] = {}
        self.names: dict[str, str] = {}
        self.width = 0

    def place(self, header: list[str], name: str) -> None:
        """Find the columns in the header of the file `name`.

        Raises:
            InvalidFileError: one is not there, or more than once.
        """
        self.width = len(header)
        complaints: list[str] = []
        for field, said in msgspec.structs.asdict(self.map.columns).items():
            columns = [said] if isinstance(said, str) else said or []
            complaints += [
                f"{self.map_name}: columns.{field}: {name} has {_count(header, column)} {column!r}"
                for column in columns
                if header.count(column) != 1
            ]
            self._places[field] = [header.index(column) for column in columns if column in header]
            self.names[field] = ", ".join(columns)
        if complaints:
            raise InvalidFileError(complaints, _advice(header, self.map))

    def cell(self, line: Line, field: str) -> str:
        """What the row says of `field`; empty where that is nothing."""
        for place in self._places[field]:
            said = line.cells[place].strip() if place < len(line.cells) else ""
            if said and said.casefold() not in self._missing:
                return said
        return ""

    def cells(self, line: Line, field: str) -> list[str]:
        """What the row says in each column of `field`."""
        said = [line.cells[place].strip() for place in self._places[field] if place < len(line.cells)]
        return [text for text in said if text and text.casefold() not in self._missing]

    def has(self, field: str) -> bool:
        return bool(self._places[field])


class Group(NamedTuple):
    """All rows of one incident, in order of the file."""

    table: Table
    id: str
    lines: list[Line]


def read_table(file: File, table: Table) -> Iterator[Raw | Skipped]:
    """The incidents of a file: one a row, or rows of one id brought together.

    Raises:
        InvalidFileError: it cannot be read as the map says.
    """
    groups: dict[str, list[Line]] = {}
    for line in _lines(file, table):
        found = _identify(line, table, file.name)
        if isinstance(found, Skipped):
            yield found
        elif table.map.kind == "events":
            groups.setdefault(found, []).append(line)
        else:
            yield Raw(f"{file.name}:{line.number}", Group(table, found, [line]))
    for name, lines in groups.items():
        yield Raw(f"{file.name}:{lines[0].number}", Group(table, name, lines))


def _identify(line: Line, table: Table, name: str) -> str | Skipped:
    """The row's id, or why it can be no part of any incident."""
    place, known = f"{name}:{line.number}", table.cell(line, "id")
    said = table.cell(line, "at")
    if not known or len(known) > _LONGEST_ID:
        return Skipped(place, table.cell(line, "title"), f"column {table.names['id']}: no id, or none that is credible")
    if len(line.cells) > table.width:
        return Skipped(place, known, f"has {len(line.cells)} cells, its header {table.width}")
    if table.map.kind == "events" and (not said or table.clock.read(said).at is None):
        return Skipped(place, known, f"column {table.names['at']}: {said!r} is not a time as the map writes it")
    return known


def _lines(file: File, table: Table) -> Iterator[Line]:
    """The rows below the header, which is checked; empty ones are none."""
    encoding = "utf-8-sig" if codecs.lookup(table.map.encoding).name == "utf-8" else table.map.encoding
    text = TextIOWrapper(BytesIO(unpack(file.content, file.name)), encoding, newline="")
    reader = csv.reader(text, delimiter=table.map.delimiter, strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        if not header:
            raise _unusable(f"{file.name}: is empty")
        table.place(header, file.name)
        yield from (Line(reader.line_num, cells) for cells in reader if any(cells))
    except UnicodeDecodeError as error:
        raise _unusable(
            f"{file.name}: is not {table.map.encoding}: {error.reason}", "set `encoding` in the map"
        ) from None
    except csv.Error as error:
        raise _unusable(f"{file.name}:{reader.line_num}: is not a table: {error}") from None


def _count(header: list[str], column: str) -> str:
    return "no column" if column not in header else f"{header.count(column)} columns"


def _advice(header: list[str], table: TableMap) -> str:
    wanted = [
        name
        for said in msgspec.structs.astuple(table.columns)
        for name in ([said] if isinstance(said, str) else said or [])
    ]
    lost = next((name for name in wanted if name not in header), "")
    near = get_close_matches(lost, header, n=1)
    shown = ", ".join(header[:40])
    advice = f"its columns are: {shown}" if len(header) > 1 else f"its one column is {shown!r}: is `delimiter` right?"
    return f"did you mean {near[0]}? {advice}" if near else advice


def _unusable(complaint: str, advice: str = "correct the map or the file") -> InvalidFileError:
    return InvalidFileError([complaint], f"nothing was imported; {advice}")
