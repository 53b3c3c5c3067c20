"""A line as we write it ourselves: a signal already, so that nothing about it needs interpretation."""

from __future__ import annotations

from typing import Any

import msgspec

from revenant.signals.signal import UNKNOWN, Signal
from revenant.signals.sources import labels as named
from revenant.signals.sources.found import Context
from revenant.signals.sources.shapes import bounded, title
from revenant.signals.sources.spellings import DERIVED

_KEYS = frozenset(Signal.__struct_fields__) | DERIVED
_OPENED = frozenset({"attributes", "labels"})


def is_ours(document: Any) -> bool:
    """Whether an object is a signal as we write it; no other format has both keys."""
    return isinstance(document, dict) and "at" in document and "kind" in document


def as_it_is(data: dict[str, Any], context: Context) -> Signal | None:
    """The signal that an object is, word for word; None where it may need interpretation."""
    if not data.keys() <= _KEYS or "id" not in data:
        return None
    try:
        signal = msgspec.convert(data, Signal)
    except msgspec.ValidationError:
        return None
    if not _is_plain(signal, context):
        return None
    return msgspec.structs.replace(signal, attributes=bounded(signal.attributes)) if signal.attributes else signal


def _is_plain(signal: Signal, context: Context) -> bool:
    """Whether no default, no other spelling and no limit would change a word of it."""
    has_service = not named.is_unknown(signal.service) or (signal.service, context.service) == (UNKNOWN, UNKNOWN)
    has_environment = signal.environment != UNKNOWN or context.environment == UNKNOWN
    is_as_written = signal.name == title(signal.name) and signal.trace_id == named.trace_id(signal.trace_id)
    return (
        has_service
        and has_environment
        and is_as_written
        and not signal.at.utcoffset()
        and _OPENED.isdisjoint(signal.attributes)
    )
