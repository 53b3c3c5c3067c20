"""Which group each signal went into, a line each: what `correlate --assignments FILE` writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from revenant.signals.correlation.groups import Group, Slot
from revenant.signals.signal import Signal
from revenant.store.results import result_refusals


class Assignments:
    """A witness of the engine: a signal that no group took is written at once, the others with their group."""

    def __init__(self, path: Path, handle: BinaryIO) -> None:
        self._path, self._handle = path, handle

    def __call__(self, signal: Signal, slot: Slot | None) -> None:
        """Take note of one signal."""
        if slot is None:
            self._write([signal.id], None)
        else:
            slot.group.members.append(signal.id)

    def close(self, group: Group) -> None:
        """Write the members of a group that is over."""
        self._write(group.members, group.id)

    def _write(self, members: list[str], group: str | None) -> None:
        with result_refusals(self._path):
            for member in members:
                self._handle.write(msgspec.json.encode({"id": member, "group": group}) + b"\n")


@contextmanager
def assignments(path: Path | None) -> Iterator[Assignments | None]:
    """Assignments into a file, or none.

    Raises:
        ResultFailedError: there is no such folder, or the disk refuses.
    """
    if path is None:
        yield None
        return
    with result_refusals(path):
        handle = path.open("wb")
    try:
        yield Assignments(path, handle)
    finally:
        with result_refusals(path):
            handle.close()
