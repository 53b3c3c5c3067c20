"""What OpenSLO v1 asks of its documents beyond types: keys that need each other, or exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from math import isfinite
from typing import Any

from revenant.core.zones import zone
from revenant.errors import UnknownZoneError
from revenant.slos.documents.alert_conformance import policy_breaches, policy_entry_breaches
from revenant.slos.documents.choices import Keys, children, entries, is_mapping, mapping, one_of
from revenant.slos.documents.document import Breach, Path
from revenant.slos.documents.indicator_conformance import indicator_breaches
from revenant.slos.documents.metadata_conformance import metadata_breaches
from revenant.slos.durations import LONGEST, parse

_START = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_SLICED = {"Timeslices": ("timeSliceTarget", "timeSliceWindow"), "RatioTimeslices": ("timeSliceWindow",)}


def breaches(data: Mapping[str, Any]) -> Iterator[Breach]:
    """Every rule that a document of a kind we read breaks, whether its types are right or not."""
    yield from _endless(data, ())
    yield from metadata_breaches(data.get("metadata"), ("metadata",))
    spec, path = data.get("spec"), ("spec",)
    if not is_mapping(spec):
        return
    match data.get("kind"):
        case "SLO":
            yield from _slo(spec, path)
        case "SLI":
            yield from indicator_breaches(spec, path)
        case "AlertPolicy":
            yield from policy_breaches(spec, path)


ENDLESS = "expected a number that has an end"


def _endless(data: Any, path: Path) -> Iterator[Breach]:
    if isinstance(data, float) and not isfinite(data):
        yield Breach(path, f"{path[-1]}: {ENDLESS}")
    for key, value in children(data):
        yield from _endless(value, (*path, key))


def _slo(spec: Keys, path: Path) -> Iterator[Breach]:
    objectives = list(entries(spec, "objectives"))
    yield from _indicators(spec, [each for _, each in objectives], path)
    for number, window in entries(spec, "timeWindow"):
        yield from _window(window, (*path, "timeWindow", number))
    for number, objective in objectives:
        place = (*path, "objectives", number)
        yield from one_of(objective, place, "target", "targetPercent")
        yield from _slices(objective, str(spec.get("budgetingMethod")), place)
    for number, policy in entries(spec, "alertPolicies"):
        yield from policy_entry_breaches(policy, (*path, "alertPolicies", number))


def _indicators(spec: Keys, objectives: list[Keys], path: Path) -> Iterator[Breach]:
    """One indicator for all objectives, or one for each."""
    keys = ("indicator", "indicatorRef")
    if not any(key in each for each in objectives for key in keys):
        yield from one_of(spec, path, *keys)
        yield from _indicator(
            spec, objectives, [(*path, "objectives", number) for number in range(len(objectives))], path
        )
        return
    for key in keys:
        if key in spec:
            yield Breach((*path, key), f"{key}: the objectives have indicators of their own, so there is none for all")
    for number, each in enumerate(objectives):
        place = (*path, "objectives", number)
        yield from one_of(each, place, *keys)
        yield from _indicator(each, [each], [place], place)


def _indicator(holder: Keys, objectives: list[Keys], places: list[Path], path: Path) -> Iterator[Breach]:
    """The indicator that stands in `holder`, and the objectives it is for."""
    indicator = holder.get("indicator")
    if not is_mapping(indicator):
        return
    spec = mapping(indicator, "spec")
    yield from metadata_breaches(indicator.get("metadata"), (*path, "indicator", "metadata"))
    yield from indicator_breaches(spec, (*path, "indicator", "spec"))
    if "thresholdMetric" not in spec:
        return
    for place in places[1:]:
        yield Breach(place, "a thresholdMetric takes one objective; write an SLO for each")
    for objective, place in zip(objectives[:1], places, strict=False):
        missing = [key for key in ("op", "value") if key not in objective]
        yield from (Breach(place, f"missing key `{key}`, which a thresholdMetric is compared by") for key in missing)


def _window(window: Keys, path: Path) -> Iterator[Breach]:
    rolling, calendar = window.get("isRolling", False), window.get("calendar")
    if rolling is True and calendar is not None:
        yield Breach((*path, "calendar"), "calendar: a window that isRolling follows no calendar")
    if rolling is False and calendar is None:
        yield Breach(path, "needs isRolling: true, or a calendar with startTime and timeZone")
    duration = window.get("duration")
    if isinstance(duration, str) and _length_over(duration):
        yield Breach((*path, "duration"), f"duration: expected at most ten years ({LONGEST.days} days)")
    if is_mapping(calendar):
        yield from _calendar(calendar, (*path, "calendar"))


def _length_over(duration: str) -> bool:
    try:
        return parse(duration) > LONGEST
    except ValueError:
        return False


def _calendar(calendar: Keys, path: Path) -> Iterator[Breach]:
    start, name = calendar.get("startTime"), calendar.get("timeZone")
    if isinstance(start, str) and not _is_start(start):
        yield Breach((*path, "startTime"), "startTime: expected a date and a time without a zone: 2026-01-31 00:00:00")
    if isinstance(name, str) and name:
        try:
            zone(name)
        except UnknownZoneError as error:
            yield Breach((*path, "timeZone"), f"timeZone: {error.message}")


def _is_start(text: str) -> bool:
    try:
        return bool(_START.fullmatch(text)) and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def _slices(objective: Keys, method: str, path: Path) -> Iterator[Breach]:
    for key in _SLICED.get(method, ()):
        if key not in objective:
            yield Breach(path, f"missing key `{key}`, which {method} needs")
    window = objective.get("timeSliceWindow")
    if isinstance(window, str) and _length_over(window):
        yield Breach((*path, "timeSliceWindow"), f"timeSliceWindow: expected at most ten years ({LONGEST.days} days)")
