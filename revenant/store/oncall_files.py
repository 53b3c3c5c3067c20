"""Files of oncall/ read strictly: each document as a value, or with every complaint and its line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from revenant.errors import ReadFailedError
from revenant.oncall.documents.conformance import breaches
from revenant.oncall.documents.document import SHAPES, Item, OncallFile
from revenant.oncall.documents.policies import TARGET, TARGET_WORDS
from revenant.oncall.documents.shared import PATTERNS
from revenant.store import yaml_io
from revenant.store.complaints import Complaint, every_complaint
from revenant.store.frontmatter import split_rows

_Places = dict[tuple[str | int, ...], tuple[int, int]]


def read_oncall_file(path: Path, name: str) -> OncallFile:
    """The documents of one file.

    Raises:
        ReadFailedError.
    """
    try:
        return parse_oncall_file(path.read_bytes(), name)
    except OSError as error:
        raise ReadFailedError(path, error.strerror or str(error)) from None


def parse_oncall_file(content: bytes, name: str) -> OncallFile:
    """The documents that the content of a file holds."""
    rows = split_rows(content)
    try:
        return OncallFile(name, rows, [_item(*each) for each in yaml_io.load_placed(content)])
    except yaml_io.YamlError as error:
        return OncallFile(name, rows, complaints=[error.complaint])


def _item(data: Any, places: _Places) -> Item:
    kinds = " or ".join(SHAPES)
    if not isinstance(data, dict):
        return Item(data, places, complaints=[Complaint(*places[()], f"expected a document of kind {kinds}")])
    if "kind" not in data:
        return Item(data, places, complaints=[Complaint(*places[()], f"missing key `kind`: {kinds}")])
    shape = SHAPES.get(str(data["kind"]))
    if shape is None:
        return Item(data, places, complaints=[Complaint(*places["kind",], f"kind: {data['kind']!r} is not {kinds}")])
    return _read(Item(data, places), shape, places)


def _read(item: Item, shape: type[Any], places: _Places) -> Item:
    try:
        value = msgspec.convert(item.data, shape)
    except msgspec.ValidationError:
        found = every_complaint(item.data, shape, dict(places), {**PATTERNS, TARGET: TARGET_WORDS})
        return item._replace(complaints=found)
    broken = [Complaint(*item.at(*path), message) for path, message in breaches(value)]
    return item._replace(value=None if broken else value, complaints=broken)
