"""A table of another system as its map describes it: where each field stands, and what a row says of it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

import msgspec

from revenant.errors import InvalidFileError
from revenant.importers.table_times import Clock
from revenant.incidents.table_map import TableMap


class Line(NamedTuple):
    """One row of the table, and the line of the file where it ends; `file` where there are several."""

    number: int
    cells: list[str]
    file: str = ""

    @property
    def label(self) -> str:
        return f"{self.file} line {self.number}".lstrip()


class Table:
    """What the map says of a table, ready to read its rows by: where each field stands, and how times are written."""

    def __init__(self, table: TableMap, map_name: str) -> None:
        self.map = table
        self.map_name = map_name
        try:
            self.clock = Clock(table)
            " ".encode(table.encoding)
        except (ValueError, LookupError) as error:
            raise unusable(f"{map_name}: {error}") from None
        needed = "at" if table.kind == "events" else "opened_at"
        if getattr(table.columns, needed) is None:
            raise unusable(f"{map_name}: columns.{needed}: is missing, and {table.kind} need it")
        self._missing = frozenset(word.strip().casefold() for word in ("", *table.missing))
        self._places: dict[str, list[int]] = {}
        self.names: dict[str, str] = {}
        self.header: list[str] = []

    def place(self, header: list[str], name: str) -> None:
        """Find the columns in the header of the file `name`.

        Raises:
            InvalidFileError: one is not there, or more than once, or another file has another header.
        """
        if self.header and header != self.header:
            raise unusable(f"{name}: has another header than the file before", "import them one by one")
        self.header = header
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


def unusable(complaint: str, advice: str = "correct the map or the file") -> InvalidFileError:
    """The error that stops everything, with what to do."""
    return InvalidFileError([complaint], f"nothing was imported; {advice}")
