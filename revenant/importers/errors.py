"""What can go wrong with an import beside the files themselves."""

from __future__ import annotations

from shlex import quote

from revenant.errors import RevenantError


class MapMissingError(RevenantError):
    def __init__(self, file: str) -> None:
        super().__init__(
            "a table needs a map that says which column is which; nothing was imported",
            f"`revenant import csv {quote(file)} > map.yaml` makes one; correct it, and add --map map.yaml",
        )
