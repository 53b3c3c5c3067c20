"""A file of oncall/ as a value: its documents as data, where each part stands, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.documents.schedules import ScheduleDocument

Path: TypeAlias = tuple[str | int, ...]
Document: TypeAlias = ScheduleDocument | PolicyDocument
SHAPES: dict[str, type[Document]] = {"Schedule": ScheduleDocument, "EscalationPolicy": PolicyDocument}


class Breach(NamedTuple):
    """What a document breaks, and at which of its parts."""

    path: Path
    message: str


class Item(NamedTuple):
    """One document: as data, as a value where it fits, else with every complaint. Lines and columns count from 1."""

    data: Any
    places: Mapping[Path, tuple[int, int]]
    value: Document | None = None
    complaints: Sequence[tuple[int, int, str]] = ()

    def at(self, *path: str | int) -> tuple[int, int]:
        """Where this part stands, or the nearest one around it that is there."""
        return next(self.places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.places)


class OncallFile(NamedTuple):
    """A file and its documents; `complaints` say why it cannot be read at all."""

    path: str
    rows: Sequence[str]
    items: Sequence[Item] = ()
    complaints: Sequence[tuple[int, int, str]] = ()
