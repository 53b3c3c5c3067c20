"""Logs of one flow mapping a line, whatever the mappings are: read row by row, and no row trusted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from revenant.incidents.log import BrokenLine, Fault

ITEM = "- {"
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
T = TypeVar("T")


class Rows(NamedTuple, Generic[T]):
    """What the lines hold, each with its number; those that hold nothing, with the reason; a torn last one."""

    items: list[T]
    lines: list[int]
    broken: list[BrokenLine]
    torn: str = ""


def split_rows(content: bytes) -> list[str]:
    """The whole lines, and what stands after the last of them: nothing, unless somebody was cut off."""
    return content.decode("utf-8", errors="replace").split("\n")


def parse_rows(rows: list[str], header: Sequence[str | None], read: Callable[[str], T | BrokenLine]) -> Rows[T]:
    """Read the lines after `header` (None admits any) with `read`; blanks and comments between them are passed over."""
    *whole, tail = rows
    found: Rows[T] = Rows([], [], [])
    for number, wanted in enumerate(header, start=1):
        row = whole[number - 1].rstrip("\r") if number <= len(whole) else ""
        if wanted not in (None, row.strip()):
            found.broken.append(BrokenLine(number, 1, row, f"expected {wanted!r}", _fault(row, Fault.HEADER)))
    for number, row in enumerate(whole[len(header) :], start=len(header) + 1):
        if row.strip() and not row.lstrip().startswith("#"):
            _keep(found, number, read(row.rstrip("\r")))
    last = read(tail) if tail else None
    if isinstance(last, BrokenLine):
        return found._replace(torn=tail)
    if last is not None:
        _keep(found, max(len(whole), len(header)) + 1, last)
    return found


def _keep(found: Rows[T], number: int, item: T | BrokenLine) -> None:
    if isinstance(item, BrokenLine):
        found.broken.append(item._replace(line=number))
    else:
        found.items.append(item)
        found.lines.append(number)


def read_row(row: str, convert: Callable[[Any], T]) -> T | BrokenLine:
    """What one line holds, by YAML; the line number is left to the caller."""
    from revenant.store import yaml_io

    if not row.startswith(ITEM):
        fault = _fault(row, Fault.STRAY)
        return BrokenLine(0, 1, row, fault.value, fault)
    try:
        return convert(yaml_io.load(row[2:]))
    except yaml_io.YamlError as error:
        fault = Fault.REPEATED_KEY if error.complaint.message.endswith(yaml_io.TWICE) else Fault.SYNTAX
        return BrokenLine(0, error.complaint.col + 2, row, error.complaint.message, fault)
    except msgspec.ValidationError as error:
        return BrokenLine(0, 3, row, str(error), Fault.SHAPE)


def _fault(row: str, otherwise: Fault) -> Fault:
    return Fault.CONFLICT if _CONFLICT.match(row) else otherwise
