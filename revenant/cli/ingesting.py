"""What `ingest` does once it knows its source: signals to stdout as they come, doubts to stderr, a tally at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import typer

from revenant.cli.session import Session
from revenant.core.text import escape_json
from revenant.errors import NotAWorkspaceError, RevenantError
from revenant.signals.ingestion import ingest
from revenant.signals.signal import Signal, to_line
from revenant.signals.sources.found import Context, Doubt
from revenant.signals.sources.repositories import services_by_repository
from revenant.store.pieces import pieces_of, pieces_of_file, require_file

SHOWN = 100  # of each sort of doubt; the rest is counted
_BATCH = 64 * 2**10
_VARIES = re.compile(r"\d+|'[^']*'")


class Run:
    """One run of `ingest`: what it has written and what it has doubted so far."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[bytes] = []
        self._size = 0
        self.kinds: Counter[str] = Counter()
        self.doubts: Counter[str] = Counter()
        self.lost = 0

    def read_all(self, files: list[str], source: str, context: Context) -> None:
        """Several files, one after another; that one is missing is said before the first is read."""
        for file in files:
            if file != "-":
                require_file(self._session.directory / file, file)
        for file in files:
            self.read(file, source, context)

    def read(self, file: str, source: str, context: Context) -> None:
        """Everything in one file, or on stdin."""
        name = "stdin" if file == "-" else file
        try:
            for found in ingest(self._patiently(self._pieces(file, name)), name, source, context):
                if isinstance(found, Signal):
                    self._write(found)
                else:
                    self._doubt(found)
        finally:
            self._flush()

    def _pieces(self, file: str, name: str) -> Iterator[bytes]:
        if file == "-":
            return pieces_of(typer.get_binary_stream("stdin"), name)
        return pieces_of_file(self._session.directory / file, name)

    def _patiently(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Before it waits for more input, what is finished goes out: the next program need not wait for the end."""
        for piece in pieces:
            yield piece
            self._flush()

    def _write(self, signal: Signal) -> None:
        line = to_line(signal)
        if not line.isascii() or b"\x7f" in line:
            line = escape_json(line.decode()).encode()
        self.kinds[signal.kind.value] += 1
        self._waiting.append(line)
        self._size += len(line)
        if self._size > _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._session.out.bytes(b"".join(self._waiting))
            self._waiting, self._size = [], 0

    def _doubt(self, doubt: Doubt) -> None:
        sort = _VARIES.sub("…", doubt.reason)
        self.doubts[sort] += 1
        self.lost += doubt.lost
        if self.doubts[sort] <= SHOWN:
            self._session.out.say(f"{doubt.place}: {doubt.reason}")

    def tally(self) -> Iterator[str]:
        """The doubts that were only counted, then the sums in one line."""
        for sort, count in self.doubts.items():
            if count > SHOWN:
                yield f"… and {count - SHOWN:,} more: {sort}"
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.kinds.items()))
        lost = f", {self.lost:,} of them about what became no signal" if self.lost else ""
        total = self.kinds.total()
        signals = f"{total:,} {'signal' if total == 1 else 'signals'}" + (f" ({kinds})" if kinds else "")
        doubts = self.doubts.total()
        yield f"{signals}; {doubts:,} {'doubt' if doubts == 1 else 'doubts'}{lost}"


def repositories(session: Session) -> dict[str, list[str]]:
    """Which services are built from which repository; none outside a workspace, or where services.yaml is broken."""
    try:
        return services_by_repository(session.workspace.catalogue.services)
    except NotAWorkspaceError:
        return {}
    except RevenantError as error:
        session.out.warn(f"the repositories of services are not known: {error.message}")
        return {}
