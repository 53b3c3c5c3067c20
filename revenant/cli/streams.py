"""Signals from files and pipes, side by side in order of time; what is no signal is said with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import typer

from revenant.cli.session import Session
from revenant.errors import NotAWorkspaceError
from revenant.signals.catalogue import Catalogue
from revenant.signals.correlation.ordering import in_order
from revenant.signals.lines import BATCH, LineReader
from revenant.signals.signal import Signal
from revenant.signals.sources.found import Context
from revenant.signals.sources.plain import from_mapping
from revenant.store.pieces import pieces_of, pieces_of_file, require_file

SHOWN = 20
AHEAD = timedelta(days=1)


class Streams:
    """The inputs of one run. `-` is stdin; of each input the first few complaints are said, the rest counted."""

    def __init__(self, session: Session, files: list[str]) -> None:
        self._session, self._files = session, files
        self._context = Context(session.now)
        self.unread: Counter[str] = Counter()
        self.ahead = 0
        for file in files:
            if file != "-":
                require_file(session.directory / file, file)

    def signals(self, lateness: timedelta) -> Iterator[list[Signal]]:
        """Everything, in order; times more than a day ahead of the clock come last."""
        size = max(BATCH // len(self._files), 64)
        horizon = self._session.now + AHEAD
        inputs = [self._watched(self._reader(file).batches(self._pieces(file), size), horizon) for file in self._files]
        return in_order(inputs, lateness, horizon)

    def _watched(self, batches: Iterator[list[Signal]], horizon: datetime) -> Iterator[list[Signal]]:
        for batch in batches:
            if batch[-1].at > horizon:
                self.ahead += sum(signal.at > horizon for signal in batch)
            yield batch

    def _pieces(self, file: str) -> Iterator[bytes]:
        if file == "-":
            return pieces_of(typer.get_binary_stream("stdin"), "stdin")
        return pieces_of_file(self._session.directory / file, file)

    def _reader(self, file: str) -> LineReader:
        name = "stdin" if file == "-" else file

        def complain(line: int, why: str) -> None:
            self.unread[name] += 1
            if self.unread[name] <= SHOWN:
                self._session.out.say(f"{name}:{line}: {why}")

        return LineReader(complain, self._tolerate)

    def _tolerate(self, data: dict[str, Any]) -> Signal:
        return from_mapping(data, self._context)

    def say_rest(self) -> None:
        """How many complaints were only counted."""
        for name, count in self.unread.items():
            if count > SHOWN:
                self._session.out.say(f"{name}: and {count - SHOWN:,} more lines with complaints")
        if self.ahead:
            are = "signal is" if self.ahead == 1 else "signals are"
            self._session.out.warn(f"{self.ahead:,} {are} dated more than a day ahead of this clock, and came last")


def catalogue_of(session: Session) -> Catalogue:
    """services.yaml; an empty one outside a workspace, where services stand alone."""
    with suppress(NotAWorkspaceError):
        return session.workspace.catalogue
    session.out.warn("this is no workspace, so no dependencies between services are known")
    return Catalogue(schema="revenant/services@1")
