"""Rows of tables brought together: each that can be part of an incident, under its id, whatever file it stands in."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from revenant.importers.batch import File
from revenant.importers.decoding import Raw, Skipped, unpack
from revenant.importers.rows.table import Group, Line, Table, unusable

_LONGEST_ID = 200


def read_tables(files: list[File], table: Table) -> Iterator[Raw | Skipped]:
    """The incidents of files with one header: one a row, or rows of one id brought together.

    Raises:
        InvalidFileError: a file cannot be read as the map says.
    """
    groups: dict[str, tuple[str, list[Line]]] = {}
    for file in files:
        for line in _lines(file, table, file.name if len(files) > 1 else ""):
            place = f"{file.name}:{line.number}"
            found = _identify(line, table, place)
            if isinstance(found, Skipped):
                yield found
            elif table.map.kind == "events":
                groups.setdefault(found, (place, []))[1].append(line)
            else:
                yield Raw(place, Group(table, found, [line]))
    for name, (place, lines) in groups.items():
        yield Raw(place, Group(table, name, lines))


def _identify(line: Line, table: Table, place: str) -> str | Skipped:
    """The row's id, or why it can be no part of any incident."""
    known, said = table.cell(line, "id"), table.cell(line, "at")
    if not known or len(known) > _LONGEST_ID:
        return Skipped(place, table.cell(line, "title"), f"column {table.names['id']}: no id, or none that is credible")
    if len(line.cells) > len(table.header):
        return Skipped(place, known, f"has {len(line.cells)} cells, its header {len(table.header)}")
    if table.map.kind == "events" and (not said or table.clock.read(said).at is None):
        return Skipped(place, known, f"column {table.names['at']}: {said!r} is not a time as the map writes it")
    return known


def _lines(file: File, table: Table, name: str) -> Iterator[Line]:
    """The rows below the header, which is checked; empty ones are none."""
    encoding = "utf-8-sig" if codecs.lookup(table.map.encoding).name == "utf-8" else table.map.encoding
    text = TextIOWrapper(BytesIO(unpack(file.content, file.name)), encoding, newline="")
    reader = csv.reader(text, delimiter=table.map.delimiter, strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        if not header:
            raise unusable(f"{file.name}: is empty")
        table.place(header, file.name)
        yield from (Line(reader.line_num, cells, name) for cells in reader if any(cells))
    except UnicodeDecodeError as error:
        raise unusable(
            f"{file.name}: is not {table.map.encoding}: {error.reason}", "set `encoding` in the map"
        ) from None
    except csv.Error as error:
        raise unusable(f"{file.name}:{reader.line_num}: is not a table: {error}") from None
