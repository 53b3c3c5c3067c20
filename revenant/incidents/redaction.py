"""Redaction: an event without its words. What it did stays; only what people wrote freely is replaced."""

from __future__ import annotations

from typing import Any

import msgspec

from revenant.errors import NothingToDoError
from revenant.incidents.events import AnyEvent, Redaction, UnknownEvent, from_data, to_data

REDACTED = "[redacted]"
FREE_TEXT = frozenset({"title", "text", "reason", "summary", "outcome", "observed"})


def redact(event: AnyEvent, mark: Redaction) -> AnyEvent:
    """The tombstone of `event`: same id, time, type and author, its free text replaced, and who did it and why.

    Raises:
        NothingToDoError: it has no free text, or is redacted already.
    """
    if is_redacted(event):
        raise NothingToDoError(f"{event.id} is redacted already")
    data = to_data(event)
    blanked = _blank(data)
    if blanked == data:
        raise NothingToDoError(f"{event.id} ({event.type}) has no free text to redact")
    return from_data(blanked | {"redacted": msgspec.structs.asdict(mark)})


def is_redacted(event: AnyEvent) -> bool:
    """Whether this is a tombstone."""
    return redaction_of(event) is not None


def redaction_of(event: AnyEvent) -> Redaction | None:
    """Who redacted it, when and why; None where nobody did."""
    if not isinstance(event, UnknownEvent):
        return event.redacted
    try:
        return msgspec.convert(event.data.get("redacted"), Redaction | None)
    except msgspec.ValidationError:
        return None


def is_tombstone_of(heir: AnyEvent, event: AnyEvent) -> bool:
    """Whether `heir` is `event` with nothing changed but its free text, all of it."""
    if not is_redacted(heir) or is_redacted(event):
        return False
    return {key: value for key, value in to_data(heir).items() if key != "redacted"} == _blank(to_data(event))


def _blank(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _blanked(key, value) for key, value in data.items()}


def _blanked(key: str, value: Any) -> Any:
    if key == "set" and isinstance(value, dict):
        return _blank(value)
    if key == "inputs" and isinstance(value, dict):
        return dict.fromkeys(value, REDACTED)
    return REDACTED if key in FREE_TEXT and isinstance(value, str) and value else value
