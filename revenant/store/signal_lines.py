"""JSON Lines of normalised signals, read for the changes they report; a line that is none is named, never fatal."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from revenant.core.misfits import misfit
from revenant.signals.change_sources import Defaults, Found, from_signal
from revenant.signals.signal import Signal
from revenant.store.progress import shown

_DECODER = msgspec.json.Decoder(Signal)


def read_events(content: bytes, name: str, defaults: Defaults) -> Iterator[Found]:
    """What each line of a file holds."""
    rows = content.split(b"\n")
    for number, row in enumerate(shown(rows, len(rows), "reading"), start=1):
        if row.strip():
            yield _read(row, f"{name}:{number}", defaults)


def _read(row: bytes, place: str, defaults: Defaults) -> Found:
    try:
        return from_signal(_DECODER.decode(row), defaults)
    except (msgspec.MsgspecError, RecursionError) as error:
        return Found(place, "", None, f"not a signal: {misfit(error)}", is_unreadable=True)
