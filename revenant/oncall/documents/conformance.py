"""What a document breaks that its shape cannot say: times that do not exist or come twice, ends before starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from revenant.core.severity import Severity
from revenant.core.wall_clock import choices
from revenant.core.zones import zone
from revenant.errors import UnknownZoneError
from revenant.oncall.documents.document import Breach, Document, Path
from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.documents.schedules import HoursDocument, LayerDocument, ScheduleDocument
from revenant.oncall.documents.scheduling import moment

_YEARS = range(1970, 2200)


def breaches(document: Document) -> Iterator[Breach]:
    """Everything that is wrong with a document whose shape is right."""
    if isinstance(document, ScheduleDocument):
        yield from _schedule_breaches(document)
    else:
        yield from _policy_breaches(document)


def _policy_breaches(document: PolicyDocument) -> Iterator[Breach]:
    known = {severity.value for severity in Severity}
    for number, trigger in enumerate(document.triggers):
        path: Path = ("triggers", number)
        for place, word in enumerate(trigger.to):
            if word.upper() not in known:
                yield Breach((*path, "to", place), f"to: {word!r} is not a severity: {', '.join(sorted(known))}")
        if trigger.on == "expertise-needed" and not trigger.tag:
            yield Breach(path, "missing key `tag`: which expertise is needed")
    for place, word in enumerate(document.severities):
        if word.upper() not in known:
            yield Breach(("severities", place), f"severities: {word!r} is not one of {', '.join(sorted(known))}")


def _schedule_breaches(document: ScheduleDocument) -> Iterator[Breach]:
    here, broken = _zone(document.timezone, ("timezone",))
    yield from broken
    for number, layer in enumerate(document.layers):
        path: Path = ("layers", number)
        own, broken = _zone(layer.timezone, (*path, "timezone")) if layer.timezone else (here, [])
        yield from broken
        yield from _hours_breaches(layer.restrict, (*path, "restrict"))
        if own is not None:
            yield from _layer_breaches(layer, own, path)
    yield from _hours_breaches(document.cover, ("cover",))
    for number, override in enumerate(document.overrides):
        path = ("overrides", number)
        found = [_time(each, UTC, (*path, key)) for key, each in (("from", override.from_), ("to", override.to))]
        yield from (breach for each in found for breach in each)
        if not any(found) and moment(override.to, UTC) <= moment(override.from_, UTC):
            yield Breach((*path, "to"), "to: it ends before it begins")
        if not override.add and not override.remove:
            yield Breach(path, "missing key `add` or `remove`: who is on, or who is off")


def _layer_breaches(layer: LayerDocument, own: tzinfo, path: Path) -> Iterator[Breach]:
    """Its times, each of which has to be one that is, and only one."""
    times = {"start": layer.start, "from": layer.from_, "until": layer.until}
    found = [breach for key, each in times.items() if each for breach in _time(each, own, (*path, key))]
    yield from found
    if layer.until and not found and moment(layer.until, own) <= moment(layer.from_ or layer.start, own):
        yield Breach((*path, "until"), "until: it ends before it takes effect")


def _hours_breaches(hours: Sequence[HoursDocument], path: Path) -> Iterator[Breach]:
    """Days are named once: for both ends, or by `days` for the beginning."""
    for number, each in enumerate(hours):
        named = [" " in clock for clock in (each.from_, each.to)]
        if any(named) and (each.days or not all(named)):
            yield Breach((*path, number), "name the day at both ends, as from: fri 17:00, to: mon 09:00, or by `days`")


def _zone(name: str, path: Path) -> tuple[tzinfo | None, list[Breach]]:
    try:
        return zone(name), []
    except UnknownZoneError as error:
        return None, [Breach(path, f"timezone: {error.message}")]


def _time(written: str, here: tzinfo, path: Path) -> list[Breach]:
    try:
        local = datetime.fromisoformat(written)
    except ValueError:
        return [Breach(path, f"{path[-1]}: {written!r} is no time there is")]
    if local.year not in _YEARS:
        return [Breach(path, f"{path[-1]}: {written!r} is not between {_YEARS[0]} and {_YEARS[-1]}")]
    found = choices(local, here) if local.tzinfo is None else None
    if found is None:
        return []
    one, two = (each.astimezone(here).isoformat(timespec="minutes") for each in (found.first, found.second))
    why = "does not exist, as the clock skips it" if found.is_missing else "comes twice"
    return [Breach(path, f"{path[-1]}: {written} {why} in {here}; write {one} or {two}")]
