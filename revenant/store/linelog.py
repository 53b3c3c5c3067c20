"""A kind of log beside the incidents': a header, then one flow mapping a line, only ever added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from revenant.errors import BrokenLogError
from revenant.incidents.log import BrokenLine
from revenant.store import growing
from revenant.store.flow import to_json, to_line
from revenant.store.record import Say
from revenant.store.rows import ITEM, Rows, parse_rows, read_row, split_rows

T = TypeVar("T")


class LineLog(NamedTuple, Generic[T]):
    """How logs of one kind begin, and how a line of them is read and written.

    `from_json` answers None for JSON that is no such line; `from_data` raises msgspec.ValidationError. `quickly` may
    read lines of a form it knows, and answers None for any other.
    """

    header: tuple[str, ...]
    from_json: Callable[[str], T | None]
    from_data: Callable[[Any], T]
    to_data: Callable[[T], dict[str, Any]]
    quickly: Callable[[str], T | None] | None = None

    def parse(self, content: bytes) -> Rows[T]:
        """Read a log: each line in the form we write it fast, any other by YAML."""
        found: Rows[T] = parse_rows(split_rows(content), self.header, self.read)
        return found

    def read(self, row: str) -> T | BrokenLine:
        """What one line holds, or what is wrong with it."""
        known = self.quickly(row) if self.quickly is not None else None
        return self._read_any(row) if known is None else known

    def _read_any(self, row: str) -> T | BrokenLine:
        document = to_json(row[2:]) if row.startswith(ITEM) else None
        item = self.from_json(document) if document else None
        return read_row(row, self.from_data) if item is None else item

    def told(self, content: bytes, name: str, warn: Say, lint: str = "") -> Rows[T]:
        """Read the log `name`; that lines cannot be read is said, and that linting `lint` (else the log) tells why."""
        found = self.parse(content)
        if found.broken or found.torn:
            warn(f"{name}: a line cannot be read, so left out; `revenant lint {lint or name}` says why")
        return found

    def whole(self, content: bytes, name: str) -> Rows[T]:
        """Read the log `name`, which is about to be added to.

        Raises:
            BrokenLogError: part of it is unreadable.
        """
        found = self.parse(content)
        if found.broken:
            raise BrokenLogError(name, [f"line {each.line}: {each.why}" for each in found.broken])
        return found

    def line(self, item: T) -> str:
        """The physical line that holds `item`, with its newline."""
        return f"- {to_line(self.to_data(item))}\n"

    @property
    def empty(self) -> bytes:
        """A log of this kind without a line."""
        return "".join(f"{row}\n" for row in self.header).encode()

    def add(self, path: Path, items: Iterable[T], torn_folder: Path) -> None:
        """Add lines in one write; the log is made if there is none. The caller holds the lock.

        Raises:
            WriteFailedError: the disk refused; the log is as it was.
        """
        lines = "".join(map(self.line, items)).encode()
        if path.exists():
            growing.append(path, lines, torn_folder, self._is_whole)
        else:
            growing.create_file(path, self.empty + lines)

    def mend(self, path: Path, torn_folder: Path) -> None:
        """Make a log end in a newline before it is committed; a torn last line is set aside. The caller holds the lock.

        Raises:
            WriteFailedError: the disk refused.
        """
        growing.mend(path, torn_folder, self._is_whole)

    def _is_whole(self, row: str) -> bool:
        return not isinstance(self.read(row), BrokenLine)
