"""What `ingest` does once it knows its source: signals to stdout as they come, doubts to stderr, a tally at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import typer

from revenant.cli.session import Session
from revenant.core.text import escape_json, how_many
from revenant.errors import NotAWorkspaceError, RevenantError
from revenant.signals.ingestion import AUTO, ingest
from revenant.signals.signal import Signal, to_line
from revenant.signals.sources.found import Context, Doubt
from revenant.signals.sources.repositories import services_by_repository
from revenant.signals.tracing import Calls
from revenant.store.pieces import pieces_of, pieces_of_file, require_file

SHOWN = 100  # of each sort of doubt; the rest is counted
_BATCH = 64 * 2**10
_VARIES = re.compile(r"\d+|'[^']*'")


class Doubts:
    """What was doubtful so far: the first of each sort on stderr at once, the rest counted."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sorts: Counter[str] = Counter()
        self.lost = 0

    def take(self, doubt: Doubt) -> None:
        """Say it, or count it."""
        sort = _VARIES.sub("…", doubt.reason)
        self._sorts[sort] += 1
        self.lost += doubt.lost
        if self._sorts[sort] <= SHOWN:
            self._session.out.say(f"{doubt.place}: {doubt.reason}")

    @property
    def total(self) -> int:
        return self._sorts.total()

    def say_rest(self) -> None:
        """The doubts that were only counted."""
        for sort, count in self._sorts.items():
            if count > SHOWN:
                self._session.out.say(f"… and {count - SHOWN:,} more: {sort}")


class Run:
    """One run of `ingest`: what it has written and what it has doubted so far."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[bytes] = []
        self._size = 0
        self.kinds: Counter[str] = Counter()
        self.doubts = Doubts(session)

    def read_all(self, files: list[str], source: str, context: Context) -> None:
        """Several files, one after another; that one is missing is said before the first is read."""
        require(self._session, files)
        for file in files:
            self.read(file, source, context)

    def read(self, file: str, source: str, context: Context) -> None:
        """Everything in one file, or on stdin."""
        name = "stdin" if file == "-" else file
        try:
            for found in ingest(self._patiently(pieces(self._session, file)), name, source, context):
                if isinstance(found, Signal):
                    self._write(found)
                else:
                    self.doubts.take(found)
        finally:
            self._flush()

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

    def tally(self) -> str:
        """Signals by kind and doubts, in one line."""
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.kinds.items()))
        signals = how_many(self.kinds.total(), "signal") + (f" ({kinds})" if kinds else "")
        lost = f", {self.doubts.lost:,} of them about what became no signal" if self.doubts.lost else ""
        return f"{signals}; {how_many(self.doubts.total, 'doubt')}{lost}"


def require(session: Session, files: list[str]) -> None:
    """Make sure that every file is there before the first is read.

    Raises:
        InvalidFileError: one is not.
    """
    for file in files:
        if file != "-":
            require_file(session.directory / file, file)


def pieces(session: Session, file: str) -> Iterator[bytes]:
    """The content of a file named on the command line, or of stdin, as it comes."""
    if file == "-":
        return pieces_of(typer.get_binary_stream("stdin"), "stdin")
    return pieces_of_file(session.directory / file, file)


def spans(session: Session, files: list[str]) -> Calls:
    """What the spans in some files show of who calls whom; doubts go to stderr."""
    calls, doubts, context = Calls(), Doubts(session), Context(session.now)
    require(session, files)
    for file in files:
        for found in ingest(pieces(session, file), "stdin" if file == "-" else file, AUTO, context):
            if isinstance(found, Signal):
                calls.add(found)
            elif found.lost:
                doubts.take(found)
    doubts.say_rest()
    return calls


def repositories(session: Session) -> dict[str, list[str]]:
    """Which services are built from which repository; none outside a workspace, or where services.yaml is broken."""
    try:
        return services_by_repository(session.workspace.catalogue.services)
    except NotAWorkspaceError:
        return {}
    except RevenantError as error:
        session.out.warn(f"the repositories of services are not known: {error.message}")
        return {}
