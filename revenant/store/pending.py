"""Which logs have a line that is not in a commit yet: so that a kill or a refusing hook is made good later.

A marker is set before the append and taken away after the commit. Whoever holds the write lock and finds
markers knows that their writers failed, and commits those logs with its own.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


class Pending:
    """Markers in a folder, one a log. Losing them loses nothing: `doctor` looks at the files themselves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mark(self, name: str) -> None:
        """Say that this log is about to get a line."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).touch()

    def names(self) -> list[str]:
        """Every marked log."""
        with suppress(OSError):
            return sorted(path.name for path in self._folder.iterdir())
        return []

    def clear(self, names: list[str]) -> None:
        """Say that these logs are committed."""
        for name in names:
            with suppress(OSError):
                (self._folder / name).unlink()
