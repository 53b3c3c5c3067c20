"""The changes of a workspace: read by days, found by id, recorded one or many at a time in one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from revenant.core.ids import EVENT_ID
from revenant.errors import UnknownChangeError
from revenant.incidents.events import Stamp
from revenant.signals.changes import Change, distinct
from revenant.store.change_days import day_of, read_day
from revenant.store.change_ids import candidates
from revenant.store.changelog import CHANGES
from revenant.store.ledger import Ledger, Writer
from revenant.store.places import CHANGES_MARK, change_days, changes_path
from revenant.store.progress import shown
from revenant.store.record import Say
from revenant.store.rows import Rows
from revenant.store.workspace import Workspace


class ChangeStore:
    """Reads and records changes. Damage is named through `warn`, never fatal to a reader."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._workspace = workspace
        self._warn = warn
        self._ledger = Ledger(workspace, warn)

    def days(self) -> list[str]:
        """The days there are changes of, oldest first."""
        return change_days(self._workspace.root)

    def between(self, since: datetime | None = None, until: datetime | None = None) -> list[Change]:
        """Changes from `since` on and before `until`, oldest first, each once."""
        first, last = (day_of(at) if at else "" for at in (since, until))
        days = [day for day in self.days() if day >= first and (not last or day <= last)]
        found = distinct(change for day in days for change in self._named(day).items)
        wanted = [each for each in found if (not since or each.at >= since) and (not until or each.at < until)]
        return sorted(wanted, key=lambda change: (change.at, change.id))

    def find(self, part: str) -> Change:
        """The change whose id contains `part`.

        Raises:
            UnknownChangeError: none does, or several do.
        """
        wanted = part.strip().lower()
        found: dict[str, list[Change]] = {}
        for day in reversed(self.days()) if wanted else ():
            for each in candidates(self._content(day), wanted):
                change = CHANGES.read(each.row)
                if isinstance(change, Change):
                    found.setdefault(change.id, []).append(change)
            if EVENT_ID.fullmatch(wanted) and wanted in found:
                break
        if len(found) != 1:
            raise UnknownChangeError(part, found)
        return distinct(next(iter(found.values())))[0]

    def known(self) -> frozenset[str]:
        """The id of every change there is."""
        days = self.days()
        return frozenset(
            change.id for day in shown(days, len(days), "reading changes") for change in self._named(day).items
        )

    def record(self, writer: Writer, make: Callable[[Stamp], Change]) -> Change:
        """Record one change: one line, one commit."""
        change = make(writer.stamp(self._read(day_of(writer.at or writer.now)).items))
        self.record_many(writer, [change], f"Change {change.id}: {change.kind} of {change.service}")
        return change

    def record_many(self, writer: Writer, changes: Iterable[Change], message: str) -> None:
        """Record changes, each in the log of its day, in one commit.

        Raises:
            BrokenLogError: part of such a log is unreadable; nothing is written.
        """
        by_day: dict[str, list[Change]] = {}
        for change in changes:
            by_day.setdefault(day_of(change.at), []).append(change)
        if writer.dry_run or not by_day:
            return
        with self._ledger.writing(writer):
            for day in by_day:
                CHANGES.whole(self._content(day), self._name(day))
            self._ledger.mark(writer, [f"{CHANGES_MARK}{day}" for day in by_day])
            for day, added in shown(sorted(by_day.items()), len(by_day), "recording changes"):
                path = self._workspace.inside(changes_path(self._workspace.root, day))
                CHANGES.add(path, added, self._ledger.torn)
            self._ledger.commit(writer, message, new=True)

    def _named(self, day: str) -> Rows[Change]:
        """The log of a day; lines that cannot be read are named and left out."""
        return CHANGES.told(self._content(day), self._name(day), self._warn, "changes")

    def _name(self, day: str) -> str:
        return self._workspace.relative(changes_path(self._workspace.root, day))

    def _read(self, day: str) -> Rows[Change]:
        return CHANGES.parse(self._content(day))

    def _content(self, day: str) -> bytes:
        return read_day(self._workspace, day) or CHANGES.empty
