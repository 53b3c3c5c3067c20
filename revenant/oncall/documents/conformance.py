"""What a document breaks that its shape cannot say: times that do not exist or come twice, ends before starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from revenant.core.wall_clock import choices
from revenant.core.zones import zone
from revenant.errors import UnknownZoneError
from revenant.oncall.documents.document import Breach, Path
from revenant.oncall.documents.schedules import ScheduleDocument

_TIMES = ("start", "from", "until")


def breaches(document: Any) -> Iterator[Breach]:
    """Everything that is wrong with a document whose shape is right."""
    if isinstance(document, ScheduleDocument):
        yield from _schedule_breaches(document)


def _schedule_breaches(document: ScheduleDocument) -> Iterator[Breach]:
    try:
        here = zone(document.timezone)
    except UnknownZoneError as error:
        yield Breach(("timezone",), f"timezone: {error}")
        return
    for number, layer in enumerate(document.layers):
        path: Path = ("layers", number)
        for key, written in zip(_TIMES, (layer.start, layer.from_, layer.until), strict=True):
            if written:
                yield from _time_breaches(written, here, (*path, key))


def _time_breaches(written: str, here: tzinfo, path: Path) -> Iterator[Breach]:
    """A time by the clock on the wall has to be one that is, and only one."""
    try:
        local = datetime.fromisoformat(written)
    except ValueError:
        yield Breach(path, f"{path[-1]}: {written!r} is no time there is")
        return
    found = choices(local, here) if local.tzinfo is None else None
    if found is not None:
        one, two = (each.astimezone(here).isoformat(timespec="minutes") for each in (found.first, found.second))
        why = "does not exist, as the clock skips it" if found.is_missing else "comes twice"
        yield Breach(path, f"{path[-1]}: {written} {why} in {here}; write {one} or {two}")
