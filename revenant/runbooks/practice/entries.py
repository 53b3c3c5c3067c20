"""Drills and reviews as they are logged: a line of drills.yaml each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from revenant.core.text import all_encodable

SCHEMA = "revenant/drills@1"
PASSED, FAILED, STOPPED = "passed", "failed", "stopped"
OUTCOMES = (PASSED, FAILED, STOPPED)
Time = Annotated[datetime, Meta(tz=True)]
Word = Annotated[str, Meta(min_length=1)]
EventId = Annotated[str, Meta(pattern="^[0-9a-hjkmnp-tv-z]{8}$")]


class Drilled(Struct, frozen=True, kw_only=True, tag_field="type", tag="DRILLED", omit_defaults=True):
    """Somebody walked a runbook outside an incident. `blob` is the runbook's content then, as git names it.

    `minutes` is how long it took, rounded up; `steps` how many were walked; `failed` are the ids of those that failed.
    `part` says which part was walked, where it was not the whole.
    """

    id: EventId
    at: Time
    by: Word
    runbook: Word
    blob: str = ""
    outcome: Literal["passed", "failed", "stopped"]
    minutes: Annotated[int, Meta(ge=0)] | None = None
    steps: Annotated[int, Meta(ge=0)] | None = None
    failed: list[str] = []
    part: str = ""
    text: str = ""
    recorded: Time | None = None


class Reviewed(Struct, frozen=True, kw_only=True, tag_field="type", tag="REVIEWED", omit_defaults=True):
    """What was decided about a runbook after an incident that used it."""

    id: EventId
    at: Time
    by: Word
    runbook: Word
    incident: Word
    decision: Literal["updated", "no-change"]
    reason: str = ""
    blob: str = ""
    recorded: Time | None = None


Entry: TypeAlias = Drilled | Reviewed


def to_data(entry: Entry) -> dict[str, Any]:
    """The entry as plain data in the order of the file: id, at, type, by, then its own."""
    data: dict[str, Any] = all_encodable(msgspec.to_builtins(entry, builtin_types=(datetime,)))
    kind = data.pop("type")
    return {"id": data.pop("id"), "at": data.pop("at"), "type": kind} | data


def from_data(data: Any) -> Entry:
    """Read plain data as an entry.

    Raises:
        msgspec.ValidationError: it is none.
    """
    return msgspec.convert(data, Drilled | Reviewed)


def from_json(document: str) -> Entry | None:
    """Read JSON as an entry; None where it is not one."""
    try:
        return _DECODER.decode(document)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None


_DECODER: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Drilled | Reviewed)
