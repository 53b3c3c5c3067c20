"""What can go wrong with an import beside the files themselves."""

from __future__ import annotations

from revenant.errors import RevenantError


class MapMissingError(RevenantError):
    def __init__(self, file: str) -> None:
        super().__init__(
            "a table needs a map that says which column is which; nothing was imported",
            f"`revenant import csv {file} > map.yaml` makes one to begin with; correct it, and add --map map.yaml",
        )
