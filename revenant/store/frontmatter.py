"""Front matter read from the lines of a file: ours checked against its model, any other kept as it is."""

from __future__ import annotations

from typing import Any, TypeVar

from revenant.core.frontmatter import Complaint, Head, front_rows
from revenant.store import yaml_io

M = TypeVar("M")


def split_rows(content: bytes) -> list[str]:
    """The lines of a file without their ends; bytes that are not UTF-8 stay recognisable."""
    rows = content.decode(errors="surrogateescape").split("\n")
    return [row.removesuffix("\r") for row in (rows if rows[-1] else rows[:-1])]


def read_head(rows: list[str], model: type[M], schema: str) -> Head[M]:
    """The front matter of a document, or an empty one where it has none; what is wrong with it is told within.

    It is read as `model` if its schema is a version of `schema`, such as revenant/runbook@1.
    """
    size = front_rows(rows)
    if size is None:
        return Head({}, None, (Complaint(1, 1, "the front matter that begins here never ends"),), 0)
    if not size:
        return Head({}, None, (), 0)
    block = "\n".join(rows[1 : size - 1])
    try:
        data = yaml_io.load(block)
    except yaml_io.YamlError as error:
        line, col, message = error.complaint
        return Head({}, None, (Complaint(line + 1, col, message),), size)
    if data is None or not isinstance(data, dict):
        wrong = () if data is None else (Complaint(2, 1, "the front matter is no list of keys with values"),)
        return Head({}, None, wrong, size)
    if not str(data.get("schema", "")).startswith(schema.partition("@")[0]):
        return Head(data, None, (), size)
    return _native_head(data, block, size, model)


def _native_head(data: dict[str, Any], block: str, size: int, model: type[M]) -> Head[M]:
    matter, complaints = yaml_io.load_as(block, model)
    wrong = tuple(Complaint(line + 1, col, message, is_value=True) for line, col, message in complaints)
    return Head(data, matter, wrong, size, is_native=True)
