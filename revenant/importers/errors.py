"""What can go wrong with an import beside the files themselves."""

from __future__ import annotations

from revenant.errors import RevenantError


class MapMissingError(RevenantError):
    def __init__(self) -> None:
        super().__init__(
            "a table needs a map that says which column is which",
            "one that fits the header was printed: save it as map.yaml, correct it, and add --map map.yaml",
        )
