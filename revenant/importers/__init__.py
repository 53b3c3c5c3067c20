"""Other systems' incident histories. To add one: a module here, and its line in IMPORTERS."""

from __future__ import annotations

from typing import Protocol

from revenant.importers import statuspage
from revenant.importers.batch import Context, Imported
from revenant.importers.decoding import Raw, Skipped


class Importer(Protocol):
    """What a module of this room offers: bytes to rows, and a row to an incident or the reason for skipping it."""

    def read(self, content: bytes, name: str) -> list[Raw | Skipped]: ...

    def convert(self, raw: Raw, context: Context) -> Imported | Skipped: ...


IMPORTERS: dict[str, Importer] = {
    "statuspage": statuspage,
}
