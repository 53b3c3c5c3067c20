"""Every complaint about data that does not fit its model, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from revenant.core.misfits import in_words
from revenant.core.patterns import PATTERNS

Path = tuple[str | int, ...]
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_ANY = "..."


class Complaint(NamedTuple):
    """What is wrong with a document, and where (from 1; 0 where unknown)."""

    line: int
    col: int
    message: str


def every_complaint(
    data: Any, kind: type[Any], positions: dict[Path, tuple[int, int]], patterns: Mapping[str, str] = PATTERNS
) -> list[Complaint]:
    """msgspec stops at the first error: note it, take the offending value out, and try again.

    `patterns` has the words for regular expressions.
    """
    complaints: list[Complaint] = []
    removed: list[tuple[Any, str | int]] = []
    while (error := _first_error(data, kind)) and len(complaints) < 50:
        message, _, where = error.partition(" - at `")
        path = _path(where, message, data, lambda: _first_error(data, kind))
        line, col = next(positions[path[:n]] for n in range(len(path), -1, -1) if path[:n] in positions)
        if not _is_missing_since(message, _at(data, path), removed):
            complaints.append(Complaint(line, col, _worded(path, message, patterns)))
        if not path:
            break
        removed.append((_at(data, path[:-1]), path[-1]))
        _take_out(data, path, positions)
    return sorted(complaints)


def _is_missing_since(message: str, holder: Any, removed: list[tuple[Any, str | int]]) -> bool:
    """Whether a key is missing, or a list too short, only because we took something out."""
    if "of length >=" in message:
        return any(where is holder for where, _ in removed)
    named = re.search(r"missing required field `(.+)`", message)
    return named is not None and any(where is holder and name == named[1] for where, name in removed)


def _first_error(data: Any, kind: type[Any]) -> str:
    try:
        msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _path(where: str, message: str, data: Any, first_error: Callable[[], str]) -> Path:
    """msgspec's `$.people[0].roles[1]` as a path. It writes `[...]` for some entry of a mapping."""
    of_key = where.startswith("key` in `")
    path: Path = ()
    for number, name in _STEP.findall(where.removeprefix("key` in `").rstrip("`")):
        step: str | int = number or (int(name) if name.isdigit() else name)
        path = (*path, _guilty_key(_at(data, path), first_error) if step == _ANY else step)
    named = re.search(r"unknown field `(.+)`", message) or (of_key and re.search(r"'(.+)'", message))
    return (*path, named[1]) if named and named[1] in _at(data, path) else path


def _guilty_key(mapping: dict[str, Any], first_error: Callable[[], str]) -> str:
    """The entry without which the first error would be another one."""
    before = first_error()
    for key in list(mapping):
        value = mapping.pop(key)
        after = first_error()
        mapping[key] = value
        if after != before:
            return key
    return next(iter(mapping))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _worded(path: Path, message: str, patterns: Mapping[str, str]) -> str:
    name = ".".join(step for step in path if isinstance(step, str))
    if "unknown field" in message:
        return f"{name}: no such key"
    plain = in_words(message.replace("Object missing required field", "missing key"), patterns)
    return f"{name}: {plain}" if name else plain


def _take_out(data: Any, path: Path, positions: dict[Path, tuple[int, int]]) -> None:
    """Remove what was complained about; what stood behind it in a list moves up, and so does its position."""
    *parents, last = path
    del _at(data, tuple(parents))[last]
    if isinstance(last, int):
        depth = len(parents)
        for old in sorted((p for p in positions if p[:depth] == tuple(parents) and len(p) > depth), key=repr):
            step = old[depth]
            if isinstance(step, int) and step > last:
                positions[(*parents, step - 1, *old[depth + 1 :])] = positions[old]
