"""oncall/overrides.yaml on disk: an override or its cancellation a line, only ever added to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from revenant.incidents.events import Stamp
from revenant.oncall.changing.entries import (
    SCHEMA,
    Cancelled,
    Entry,
    Overridden,
    from_data,
    from_json,
    standing,
    to_data,
)
from revenant.store.linelog import LineLog
from revenant.store.places import OVERRIDES_FILE, OVERRIDES_MARK
from revenant.store.record import Say
from revenant.store.workspace import Workspace

if TYPE_CHECKING:  # reading does not need what writing does
    from revenant.store.ledger import Writer

OVERRIDES: LineLog[Entry] = LineLog((f"schema: {SCHEMA}", "overrides:"), from_json, from_data, to_data)

E = TypeVar("E", Overridden, Cancelled)


class OverrideStore:
    """Reads and records overrides. Damage is named through `warn`, never fatal to a reader."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._workspace = workspace
        self._warn = warn

    @property
    def path(self) -> Path:
        """Where the log is, or would be."""
        return self._workspace.root / OVERRIDES_FILE

    @cached_property
    def entries(self) -> list[Entry]:
        """Every line, as written; those that cannot be read are named and left out."""
        return OVERRIDES.told(self._content(), OVERRIDES_FILE, self._warn).items

    @cached_property
    def standing(self) -> list[Overridden]:
        """The overrides that count, in the order in which they apply."""
        return standing(self.entries)

    def record(self, writer: Writer, make: Callable[[Stamp], list[E]], words: str) -> list[E]:
        """Record one line or several, in one commit.

        Raises:
            BrokenLogError: part of the log is unreadable; nothing is written.
        """
        from revenant.store.ledger import Ledger

        if writer.dry_run:
            return make(writer.stamp(OVERRIDES.parse(self._content()).items))
        ledger = Ledger(self._workspace, self._warn)
        with ledger.writing(writer):
            found = OVERRIDES.whole(self._content(), OVERRIDES_FILE)
            made = make(writer.stamp(found.items))
            ledger.mark(writer, [OVERRIDES_MARK])
            OVERRIDES.add(self._workspace.inside(self.path), made, ledger.torn)
            ledger.commit(writer, words, new=True)
        return made

    def _content(self) -> bytes:
        path = self._workspace.inside(self.path)
        return path.read_bytes() if path.is_file() else OVERRIDES.empty
