"""All changes of a workspace, kept beside the repository as they were read: reports count very many of them.

Derived and disposable, as the index is: a day's counts while its file has the size, time and inode it was read with.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import msgspec

from revenant import __version__
from revenant.signals.changes import Change, distinct
from revenant.store.change_days import read_day
from revenant.store.changelog import CHANGES
from revenant.store.kept import Stat, kept
from revenant.store.places import change_days, changes_path
from revenant.store.record import Say
from revenant.store.workspace import Workspace

NAME = "changes.kept"


class ChangeShelf:
    """Every change there is. A day with a line that cannot be read is named through `warn`, and never kept."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._workspace = workspace
        self._warn = warn
        self._damaged: list[Change] = []

    def all(self) -> list[Change]:
        """All of them, oldest first, each once."""
        place = self._workspace.repository.private / NAME
        made_by = f"{__version__} {' '.join(Change.__struct_fields__)}"
        packed = kept(place, made_by, self._stats(), self._read)
        decoder = msgspec.msgpack.Decoder(list[Change])
        found = [change for day in packed.values() for change in decoder.decode(day)]
        return sorted(distinct([*found, *self._damaged]), key=lambda change: (change.at, change.id))

    def _stats(self) -> dict[str, Stat]:
        stats: dict[str, Stat] = {}
        for day in change_days(self._workspace.root):
            found = os.stat(changes_path(self._workspace.root, day), follow_symlinks=False)
            stats[day] = (found.st_size, found.st_mtime_ns, found.st_ino)
        return stats

    def _read(self, days: Iterable[str]) -> dict[str, msgspec.Raw]:
        found: dict[str, msgspec.Raw] = {}
        for day in sorted(days):
            name = self._workspace.relative(changes_path(self._workspace.root, day))
            rows = CHANGES.told(read_day(self._workspace, day) or CHANGES.empty, name, self._warn, "changes")
            if rows.broken or rows.torn:
                self._damaged += rows.items
            else:
                found[day] = msgspec.Raw(msgspec.msgpack.encode(rows.items))
        return found
