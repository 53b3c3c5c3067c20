"""What the tests of sources share: a fixed context, and reading a document as `ingest auto` would."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from revenant.signals.ingestion import AUTO, ingest
from revenant.signals.signal import Signal
from revenant.signals.sources.found import Context, Doubt

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = Context(NOW)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A time of the day the tests are set on."""
    return datetime(2026, 11, 23, hour, minute, second, tzinfo=UTC)


def found(
    document: Any, source: str = AUTO, context: Context = CONTEXT, name: str = "f"
) -> tuple[list[Signal], list[Doubt]]:
    """Signals and doubts of one document, or of bytes as they are."""
    content = document if isinstance(document, bytes) else msgspec.json.encode(document)
    every = list(ingest([content], name, source, context))
    return [one for one in every if isinstance(one, Signal)], [one for one in every if isinstance(one, Doubt)]


def only(document: Any, source: str = AUTO, context: Context = CONTEXT) -> Signal:
    """The one signal of a document about which there is no doubt."""
    signals, doubts = found(document, source, context)
    assert not doubts, doubts
    assert len(signals) == 1, signals
    return signals[0]
