"""Times of a table as its map says they are written; a local time that happened twice or never is said to be one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from revenant.incidents.table_map import TableMap

_SAMPLE = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROOM = timedelta(days=2)  # a zone moves no time further than that


class Told(NamedTuple):
    """A time in UTC, None where the cell is none; `doubt` says what was assumed."""

    at: datetime | None
    doubt: str = ""


class Clock:
    """Reads the cells of one table; each text once, as exports repeat them row after row."""

    def __init__(self, table: TableMap) -> None:
        """Raises ValueError, in words, where the map's zone or one of its formats cannot be used."""
        self._zone = _zone(table.timezone)
        self._readers = [_reader(form) for form in table.times]
        self._later = table.ambiguous == "later"
        self._known: dict[str, Told] = {}

    def read(self, text: str) -> Told:
        """The time that `text` says by the first format that fits it."""
        told = self._known.get(text)
        if told is None:
            told = self._known[text] = self._read(text)
        return told

    def _read(self, text: str) -> Told:
        for reader in self._readers:
            try:
                found = reader(text)
                if found.tzinfo is not None:
                    return Told(found.astimezone(UTC).replace(microsecond=0))
                told = self._local(found.replace(microsecond=0))
                is_day = ":" not in text and found.time() == time()
                return Told(told.at, f"is a day; midnight in {self._zone.key} was taken") if is_day else told
            except (ValueError, OverflowError):
                continue
        return Told(None)

    def _local(self, said: datetime) -> Told:
        if not datetime.min + _ROOM < said < datetime.max - _ROOM:
            raise ValueError
        first, second = (said.replace(fold=fold, tzinfo=self._zone) for fold in (0, 1))
        at = first.astimezone(UTC)
        if first.utcoffset() == second.utcoffset():
            return Told(at)
        if at.astimezone(self._zone).replace(tzinfo=None) != said:
            return Told(
                at, f"never was in {self._zone.key}, where clocks went forward; the time so long after was taken"
            )
        which = "later" if self._later else "earlier"
        at = second.astimezone(UTC) if self._later else at
        return Told(at, f"was twice in {self._zone.key}, where clocks went back; the {which} one was taken")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        raise ValueError(f"timezone: {name!r} is no time zone; write UTC, Europe/Berlin or the like") from None


def _reader(form: str) -> Callable[[str], datetime]:
    if form == "iso":
        return datetime.fromisoformat
    if form in ("epoch", "epoch_ms"):
        part = 1000 if form == "epoch_ms" else 1
        return lambda text: _EPOCH + timedelta(seconds=float(text) / part)
    try:
        whole = datetime.strptime(_SAMPLE.strftime(form), form)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"times: {form!r} is no format of times: {error}") from None
    if whole.date() != _SAMPLE.date():
        raise ValueError(f"times: {form!r} does not say year, month and day")
    return lambda text: datetime.strptime(text, form)
