"""A document beside the shape of its kind: which keys are needed and missing, and which there are none of."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

import msgspec

from revenant.slos.documents.choices import Keys, children, is_mapping
from revenant.slos.documents.document import SHAPES, Breach, Path


class _Part(NamedTuple):
    """Keys with values at `path`, and what may stand there: the type by the key, and the keys that must."""

    path: Path
    data: Keys
    fields: dict[str, msgspec.inspect.Type]
    required: list[str]


def unknown_keys(data: Keys) -> Iterator[Breach]:
    """Keys that the format does not have, however deep they stand."""
    for part in _parts(data, _type_of(data["kind"]), ()):
        for key in part.data:
            if key not in part.fields:
                near = get_close_matches(key, part.fields, 1)
                words = f"; did you mean {near[0]}?" if near else ""
                yield Breach((*part.path, key), f"{key}: OpenSLO v1 has no such key here, and nothing reads it{words}")


def missing_keys(data: Keys) -> Iterator[Breach]:
    """Keys that the format needs and that are not there."""
    for part in _parts(data, _type_of(data["kind"]), ()):
        named = ".".join(step for step in part.path if isinstance(step, str))
        for key in part.required:
            if key not in part.data:
                yield Breach(part.path, f"{named}: missing key `{key}`" if named else f"missing key `{key}`")


@cache
def _type_of(kind: str) -> msgspec.inspect.Type:
    return msgspec.inspect.type_info(SHAPES[kind])  # 10 ms, so not for each document


def _parts(data: Any, kind: msgspec.inspect.Type, path: Path) -> Iterator[_Part]:
    """Every part of the document that should have keys of the format, from the outside to the inside."""
    match kind:
        case msgspec.inspect.Metadata():
            yield from _parts(data, kind.type, path)
        case msgspec.inspect.UnionType():
            for each in kind.types:
                yield from _parts(data, each, path)
        case msgspec.inspect.ListType() if isinstance(data, list):
            for number, value in children(data):
                yield from _parts(value, kind.item_type, (*path, number))
        case msgspec.inspect.StructType() if is_mapping(data):
            fields = {field.encode_name: field.type for field in kind.fields}
            yield _Part(path, data, fields, [field.encode_name for field in kind.fields if field.required])
            for key in (key for key in data if key in fields):
                yield from _parts(data[key], fields[key], (*path, key))
