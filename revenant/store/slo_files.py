"""Files of slos/ read strictly: each document as a value, or with every complaint and its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from revenant.errors import ReadFailedError
from revenant.slos.documents.conformance import ENDLESS, breaches
from revenant.slos.documents.document import SHAPES, UNREAD, Item, SloFile, outside, without_nulls
from revenant.slos.documents.fitting import missing_keys
from revenant.slos.documents.shared import CHOICES, PATTERNS
from revenant.store import yaml_io
from revenant.store.complaints import Complaint, every_complaint
from revenant.store.frontmatter import split_rows

_Places = dict[tuple[str | int, ...], tuple[int, int]]


def read_slo_file(path: Path, name: str) -> SloFile:
    """The documents of one file.

    Raises:
        ReadFailedError.
    """
    try:
        return parse_slo_file(path.read_bytes(), name)
    except OSError as error:
        raise ReadFailedError(path, error.strerror or str(error)) from None


def parse_slo_file(content: bytes, name: str) -> SloFile:
    """The documents that the content of a file holds; a list is as good as documents one after the other."""
    rows = split_rows(content)
    try:
        return SloFile(name, rows, [_item(*each) for each in _documents(content)])
    except yaml_io.YamlError as error:
        return SloFile(name, rows, complaints=[error.complaint])


def _documents(content: bytes) -> Iterator[tuple[Any, _Places]]:
    for data, places in yaml_io.load_placed(content):
        if isinstance(data, list):
            for number, each in enumerate(data):
                yield each, {path[1:]: place for path, place in places.items() if path[:1] == (number,)}
        else:
            yield data, places


def _item(data: Any, places: _Places) -> Item:
    data = without_nulls(data)
    if not isinstance(data, dict):
        return Item(data, places, complaints=[Complaint(*places[()], "expected an OpenSLO document: keys with values")])
    if why := outside(data):
        return Item(data, places, outside=why)
    missing = [key for key in ("apiVersion", "kind") if key not in data]
    if missing:
        return Item(data, places, complaints=[Complaint(*places[()], f"missing key `{key}`") for key in missing])
    shape = SHAPES.get(str(data["kind"]))
    if shape is None:
        words = f"kind: {data['kind']!r} is none of {', '.join((*SHAPES, *UNREAD))}"
        return Item(data, places, complaints=[Complaint(*places[("kind",)], words)])
    return _read(Item(data, places), shape)


def _read(item: Item, shape: type[Any]) -> Item:
    found, broken = list(breaches(item.data)), list[Complaint]()
    try:
        value = msgspec.convert(item.data, shape)
    except msgspec.ValidationError:
        value, found = None, [*found, *missing_keys(item.data)]
        types = every_complaint(without_nulls(item.data), shape, dict(item.places), PATTERNS)
        endless = {item.at(*path) for path, message in found if message.endswith(ENDLESS)}
        broken += [_explained(each) for each in types if (each.line, each.col) not in endless]
    broken += [Complaint(*item.at(*path), message) for path, message in found]
    return item._replace(value=None if broken else value, complaints=sorted(set(broken)))


def _explained(complaint: Complaint) -> Complaint:
    """A choice that there is not, with those that there are."""
    key = complaint.message.partition(":")[0].rpartition(".")[2]
    if "Invalid enum value" not in complaint.message or key not in CHOICES:
        return complaint
    return complaint._replace(message=f"{complaint.message}; there are {CHOICES[key]}")
