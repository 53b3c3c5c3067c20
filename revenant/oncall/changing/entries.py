"""The log of overrides as it is written: one that was made, or one that was taken back, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta, Struct, field

from revenant.core.text import all_encodable
from revenant.oncall.overrides import Override

SCHEMA = "revenant/overrides@1"
Time = Annotated[datetime, Meta(tz=True)]
Word = Annotated[str, Meta(min_length=1, max_length=200)]
EntryId = Annotated[str, Meta(pattern="^[0-9a-hjkmnp-tv-z]{8}$")]


class Overridden(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """From `start` to `end`, exclusive, `remove` are off and `add` are on; `*` is everybody.

    `at` is when it was decided, `recorded` when it was written, if later; `by` whoever wrote it.
    """

    id: EntryId
    at: Time
    by: Word
    schedule: Word
    start: Time = field(name="from")
    end: Time = field(name="to")
    add: list[Word] = []
    remove: list[Word] = []
    reason: str = ""
    recorded: Time | None = None


class Cancelled(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The override `cancels` counts no longer, from `at` on: what it changed before then has happened."""

    id: EntryId
    at: Time
    by: Word
    cancels: EntryId
    reason: str = ""
    recorded: Time | None = None


Entry: TypeAlias = Overridden | Cancelled


def standing(entries: Iterable[Entry]) -> list[Overridden]:
    """The overrides that count, each once, in the order in which they apply; one that was cancelled ends then."""
    found = {entry.id: entry for entry in reversed(list(entries))}
    ends: dict[str, datetime] = {}
    for entry in found.values():
        if isinstance(entry, Cancelled):
            ends[entry.cancels] = min(entry.at, ends.get(entry.cancels, entry.at))
    made = [_until(entry, ends.get(entry.id)) for entry in found.values() if isinstance(entry, Overridden)]
    return sorted((each for each in made if each.start < each.end), key=lambda each: (each.at, each.id))


def _until(entry: Overridden, end: datetime | None) -> Overridden:
    return entry if end is None or end >= entry.end else msgspec.structs.replace(entry, end=max(end, entry.start))


def override_from(entry: Overridden, known: Callable[[str], str] = str) -> Override:
    """What a line does to its schedule; `known` gives the address of a name, or the name itself."""
    add, remove = (tuple(map(known, names)) for names in (entry.add, entry.remove))
    return Override(entry.start.astimezone(UTC), entry.end.astimezone(UTC), add, remove, entry.reason, entry.id)


def overrides_of(schedule: str, entries: Iterable[Overridden], known: Callable[[str], str] = str) -> list[Override]:
    """Those of one schedule, of entries that stand."""
    return [override_from(entry, known) for entry in entries if entry.schedule == schedule]


def to_data(entry: Entry) -> dict[str, Any]:
    """The entry as plain data in the order of the file."""
    data: dict[str, Any] = all_encodable(msgspec.to_builtins(entry, builtin_types=(datetime,)))
    return data


def from_data(data: Any) -> Entry:
    """Read plain data as an entry.

    Raises:
        msgspec.ValidationError: it is none.
    """
    if isinstance(data, dict) and "cancels" in data:
        return msgspec.convert(data, Cancelled)
    return msgspec.convert(data, Overridden)


def from_json(document: str) -> Entry | None:
    """Read JSON as an entry; None where it is not one."""
    for decoder in _DECODERS:
        try:
            found: Entry = decoder.decode(document)
            return found
        except (msgspec.ValidationError, msgspec.DecodeError):
            continue
    return None


_DECODERS: tuple[msgspec.json.Decoder[Any], ...] = (msgspec.json.Decoder(Overridden), msgspec.json.Decoder(Cancelled))
