"""Documents as they are written, whatever is in them: their keys, and which of several there may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, TypeGuard

from revenant.slos.documents.document import Breach, Path

Keys: TypeAlias = Mapping[str, Any]


def is_mapping(data: Any) -> TypeGuard[Keys]:
    """Whether it is keys with values."""
    return isinstance(data, dict)


def mapping(data: Any, key: str) -> Keys:
    """What stands under the key; no keys where that is something else."""
    found = data.get(key) if is_mapping(data) else None
    return found if is_mapping(found) else {}


def entries(data: Keys, key: str) -> Iterator[tuple[int, Keys]]:
    """The entries of a list that are keys with values, each with its number in the list."""
    found = data.get(key)
    for number, each in enumerate(found if isinstance(found, list) else ()):
        if is_mapping(each):
            yield number, each


def children(data: Any) -> Iterator[tuple[str | int, Any]]:
    """What is in a mapping or a list, with its key or number."""
    if is_mapping(data):
        yield from data.items()
    elif isinstance(data, list):
        yield from enumerate(data)


def one_of(data: Keys, path: Path, *keys: str) -> Iterator[Breach]:
    """A breach unless exactly one of the keys is there."""
    there = [key for key in keys if key in data]
    if not there:
        yield Breach(path, f"needs {' or '.join(keys)}")
    for key in there[1:]:
        yield Breach((*path, key), f"{key}: there is {there[0]} already, and only one of {' and '.join(keys)} may be")
