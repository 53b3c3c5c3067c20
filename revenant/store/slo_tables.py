"""A table of measured values on disk, read block by block."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from revenant.errors import ReadFailedError
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.rows import CsvPeriods
from revenant.slos.measuring.runs import Run, Scope

_BLOCK = 64 * 1024
_LONGEST = 1024 * 1024  # of a line: beyond, it is no table, and what is read must not grow


class CsvFile:
    """A file of measured values, read block by block."""

    by_time = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.until: int | None = None

    def periods(self, scope: Scope, faults: Faults) -> Iterator[Run]:
        """Those that are looked at, in the order of the file.

        Raises:
            ReadFailedError.
        """
        reader = CsvPeriods(scope, faults)
        try:
            check_regular(self._path)
            with self._path.open("rb") as file:
                yield from reader.runs(_blocks(file))
        except OSError as error:
            raise ReadFailedError(self._path, error.strerror or str(error)) from None
        self.until = reader.until


def check_regular(path: Path) -> None:
    """As lint says of links and pipes, no command reads them; to wait for what a pipe has to say would be for ever.

    Raises:
        OSError: it is no file of its own.
    """
    if path.is_symlink() or not path.is_file():
        raise OSError("it is no regular file")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """The file in blocks of whole lines; the last line ends as the others do, and one without end is cut."""
    left = b""
    while read := file.read(_BLOCK):
        body, found, rest = (left + read).rpartition(b"\n")
        if found:
            yield body + found
        left = rest if len(rest) < _LONGEST else rest[:_BLOCK]
    if left:
        yield left + b"\n"
