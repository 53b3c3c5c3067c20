"""A file of slos/ as a value: its documents as data, where each part stands, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from revenant.slos.documents.alerting import ConditionDocument, PolicyDocument
from revenant.slos.documents.openslo import API, SliDocument, SloDocument

Path: TypeAlias = tuple[str | int, ...]
Document: TypeAlias = SloDocument | SliDocument | PolicyDocument | ConditionDocument
SHAPES: dict[str, type[Document]] = {
    "SLO": SloDocument,
    "SLI": SliDocument,
    "AlertPolicy": PolicyDocument,
    "AlertCondition": ConditionDocument,
}
UNREAD = ("Service", "DataSource", "AlertNotificationTarget")


class Breach(NamedTuple):
    """What a document breaks, and at which of its parts."""

    path: Path
    message: str


class Item(NamedTuple):
    """One document: as data without keys that hold nothing, as a value where it fits, else with every complaint.

    `outside` says why it is not read, where it is none of ours. Lines and columns count from 1.
    """

    data: Any
    places: Mapping[Path, tuple[int, int]]
    value: Document | None = None
    complaints: Sequence[tuple[int, int, str]] = ()
    outside: str = ""

    def at(self, *path: str | int) -> tuple[int, int]:
        """Where this part stands, or the nearest one around it that is there."""
        return next(self.places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.places)


class SloFile(NamedTuple):
    """A file and its documents; `complaints` say why it cannot be read at all."""

    path: str
    rows: Sequence[str]
    items: Sequence[Item] = ()
    complaints: Sequence[tuple[int, int, str]] = ()


def outside(data: Mapping[str, Any]) -> str:
    """Why a document is not read: a later OpenSLO, another tool's, a kind without meaning here; empty if it is read."""
    version, kind = data.get("apiVersion"), data.get("kind")
    if isinstance(version, str) and version != API:
        return f"apiVersion {version!r} is not {API!r}"
    return f"{kind} is a kind that nothing here reads" if kind in UNREAD else ""


def without_nulls(data: Any) -> Any:
    """The same data; a key that holds nothing is as good as none, as in Go."""
    if isinstance(data, dict):
        return {key: without_nulls(value) for key, value in data.items() if value is not None}
    return [without_nulls(each) for each in data] if isinstance(data, list) else data
