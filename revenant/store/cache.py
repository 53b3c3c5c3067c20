"""Parsed settings kept beside the repository, so that a command need not load a YAML parser to read them.

Derived and disposable: an entry counts only while the file's size, time and inode are those it was read
with, and only if the file had been quiet for a moment when it was (as git treats "racily clean" files).
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from revenant import __version__

_QUIET_NS = 50_000_000
T = TypeVar("T")


class _Entry(msgspec.Struct):
    """What was read, by which version, from a file of which size, modification time and inode."""

    version: str
    stat: tuple[int, int, int]
    value: msgspec.Raw


class Cache:
    """A folder of parsed files, one entry a file name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, path: Path, kind: type[T]) -> T | None:
        """The value read from `path` before, or None when it must be read again."""
        try:
            entry = msgspec.json.decode(self._entry(path).read_bytes(), type=_Entry)
            if entry.version == __version__ and entry.stat == _stat(path):
                return msgspec.json.decode(entry.value, type=kind)
        except (OSError, msgspec.MsgspecError):
            pass
        return None

    def put(self, path: Path, value: Any) -> None:
        """Keep `value`; a cache that cannot be written is no error."""
        try:
            stat = _stat(path)
            if time.time_ns() - stat[1] < _QUIET_NS:
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            entry = _Entry(__version__, stat, msgspec.Raw(msgspec.json.encode(value)))
            draft = self._folder / f"{path.name}.{os.getpid()}.tmp"
            draft.write_bytes(msgspec.json.encode(entry))
            os.replace(draft, self._entry(path))
        except OSError:
            return

    def _entry(self, path: Path) -> Path:
        return self._folder / f"{path.name}.json"


def _stat(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino
