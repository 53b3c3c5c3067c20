"""Other systems' incident histories. To add one: a module here, and its line in IMPORTERS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from revenant.importers import cstate, csv, opsgenie, pagerduty, statuspage
from revenant.importers.batch import Context, Given, Imported
from revenant.importers.decoding import Raw, Skipped


class Importer(Protocol):
    """What a module of this room offers: files to rows, and a row to an incident or the reason for skipping it."""

    def rows(self, given: Given) -> Iterable[Raw | Skipped]: ...

    def convert(self, raw: Raw, context: Context) -> Imported | Skipped: ...


IMPORTERS: dict[str, Importer] = {
    "statuspage": statuspage,
    "cstate": cstate,
    "pagerduty": pagerduty,
    "opsgenie": opsgenie,
    "csv": csv,
}
