"""Our own JSON Lines, read fast: a block of lines at a time, and line by line only where something is wrong.

What is no signal is named with its line and left out; the rest goes on. Bounded in memory whatever comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import structs

from revenant.signals.correlation.ordering import in_content_order
from revenant.signals.decoding import decode
from revenant.signals.signal import UNKNOWN, Signal, essence

MAX_LINE = 2**20
# Small, so that what is decoded is worked on while the processor still has it at hand.
BATCH = 512
_PIECE = 2**15
_USUAL = 4096  # bytes a line
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_BOM = b"\xef\xbb\xbf"
_ID = attrgetter("id")
Complain = Callable[[int, str], None]
Tolerate = Callable[[dict[str, Any]], Signal]


class _Own(Signal, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line as we write it."""

    correlation_key: str = ""


class _Row(Signal, frozen=True, kw_only=True):
    """A line as others may write it: with these keys in camel case, or the longer name of the service."""

    service_name: str = ""
    serviceName: str = ""  # noqa: N815
    traceId: str = ""  # noqa: N815
    requestId: str = ""  # noqa: N815

    def settled(self) -> Signal:
        """The same with every value under its own name."""
        service = self.service if self.service != UNKNOWN else self.service_name or self.serviceName or UNKNOWN
        return structs.replace(
            self,
            service=service,
            trace_id=self.trace_id or self.traceId,
            request_id=self.request_id or self.requestId,
        )


_OWN = msgspec.json.Decoder(_Own)
_DECODER = msgspec.json.Decoder(_Row)


class LineReader:
    """Reads one input. `tolerate` makes a signal of an object in other words, or raises ValueError saying why not."""

    def __init__(self, complain: Complain, tolerate: Tolerate) -> None:
        self._complain, self._tolerate = complain, tolerate
        self._line = 0
        self._is_our_own = True
        self._known: frozenset[str] | set[str] = frozenset()

    def batches(self, chunks: Iterable[bytes], size: int = BATCH) -> Iterator[list[Signal]]:
        """Signals in order, `size` at a time however the input comes in pieces."""
        held: list[Signal] = []
        for block in whole_lines(chunks):
            held += self._block(block)
            while len(held) >= size:
                yield in_content_order(held[:size])
                held = held[size:]
        if held:
            yield in_content_order(held)

    def _block(self, block: bytes) -> list[Signal]:
        began = self._line
        self._line += block.count(b"\n")
        try:
            rows = self._rows(block)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return self._by_line(block, began)
        return _slim(block, rows) if self._is_sound(rows) else self._by_line(block, began)

    def _rows(self, block: bytes) -> list[Signal]:
        """Every line of a block; those of others need a second look, so ours are tried first."""
        if self._is_our_own:
            with suppress(msgspec.ValidationError):
                return list[Signal](_OWN.decode_lines(block))
            self._is_our_own = False
        return [
            row.settled() if row.traceId or row.requestId or row.serviceName or row.service_name else row
            for row in _DECODER.decode_lines(block)
        ]

    def _is_sound(self, rows: list[Signal]) -> bool:
        """Whether all times are plausible, and no id was in this block or the last one before."""
        fresh = set(map(_ID, rows))
        if len(fresh) < len(rows) or not fresh.isdisjoint(self._known):
            return False
        in_order = in_content_order(rows)
        if rows and (in_order[0].at < _EARLIEST or in_order[-1].at >= _LATEST):
            return False
        self._known = fresh
        return True

    def _by_line(self, block: bytes, began: int) -> list[Signal]:
        found: list[Signal] = []
        known = set(self._known)
        for number, line in enumerate(block.split(b"\n"), start=began + 1):
            if not line.strip():
                continue
            try:
                signal = _plausible(self._read(line))
            except (ValueError, RecursionError) as error:
                self._complain(number, _why(error))
                continue
            if signal.id in known:
                self._complain(number, f"the id {signal.id!r} was there before; a repeat of one time counts once")
            known.add(signal.id)
            found.append(signal)
        self._known = {signal.id for signal in found}
        return _slim(block, found)

    def _read(self, line: bytes) -> Signal:
        if line == _TOO_LONG:
            raise ValueError(f"is longer than {MAX_LINE:,} bytes")
        try:
            row = _DECODER.decode(line)
        except (msgspec.DecodeError, RecursionError):
            data = decode(line)
            if not isinstance(data, dict):
                raise ValueError("is no JSON object") from None
            return self._tolerate(data)
        return row.settled()


_TOO_LONG = b"\0"


def _slim(block: bytes, rows: list[Signal]) -> list[Signal]:
    """Of unusually long lines only what will be asked for: thousands of them are held at a time."""
    return rows if len(block) <= _USUAL * len(rows) else [essence(row) for row in rows]


def whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks that end in a newline. In place of a line beyond all measure stands one that is no JSON."""
    tail, skipping = b"", False
    for chunk in _small(chunks):
        rest = chunk
        if skipping or (tail and len(tail) + _first_line(chunk) > MAX_LINE):
            if not skipping:
                yield _TOO_LONG + b"\n"
            _, newline, rest = chunk.partition(b"\n")
            tail, skipping = b"", not newline
        end = rest.rfind(b"\n") + 1
        if end:
            yield tail + rest[:end]
            tail = b""
        tail += rest[end:]
    if tail:
        yield tail + b"\n"


def _small(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces smaller than the longest line, so that a longer one never lies in a single piece; no mark at the start."""
    first = True
    for chunk in chunks:
        for start in range(0, len(chunk), _PIECE):
            piece = chunk[start : start + _PIECE]
            yield piece.removeprefix(_BOM) if first else piece
            first = False


def _first_line(chunk: bytes) -> int:
    end = chunk.find(b"\n")
    return len(chunk) if end < 0 else end


def _plausible(signal: Signal) -> Signal:
    if not _EARLIEST <= signal.at < _LATEST:
        raise ValueError(f"its time {signal.at.isoformat()} is not of this century")
    return signal


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    return "is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
