"""Names of metrics and labels that Prometheus takes and `promtool check metrics` finds nothing to say about."""

from __future__ import annotations

import re

from revenant.render.units import Unit

_UNFIT = re.compile(r"[^a-z0-9]+")
_SUFFIXES = {Unit.SECONDS: "seconds", Unit.RATIO: "ratio", Unit.TIMESTAMP: "timestamp_seconds", Unit.NUMBER: ""}
IN_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}
# A part that is the name of a type, of a unit or of a series of a histogram says what this metric is not.
_TAKEN = {
    "total": "overall",
    "count": "number",
    "sum": "added",
    "bucket": "bin",
    "counter": "counting",
    "gauge": "level",
    "histogram": "bins",
    "summary": "digest",
    "untyped": "typeless",
    "sec": "second",
    **{short: f"side{short}" for short in ("a", "b", "d", "h", "m", "s")},
    **{short: f"in{short}" for short in ("ms", "us", "ns", "kb", "mb", "gb", "tb", "pb")},
}
# Units that are not the base unit of their kind, also with a prefix, as in milliseconds: we do not know how to convert
# them, so the plural that makes them a unit goes.
_NOT_BASE = re.compile(
    r".+(?:seconds|bytes|grams|meters|metres|joules|volts|amperes|moles)"
    r"|.*(?:minutes|hours|days|weeks|bits|inches|yards|miles|calories|pounds|ounces|kelvins)"
)
_LABELS_TAKEN = frozenset({"le", "quantile"})


def metric_name(report: str, key: str, unit: Unit) -> str:
    """`revenant_<report>_<key>` with the unit as its ending; every part in lower case."""
    parts = map(_fit, _parts(f"{report}_{key}"))
    suffix = _SUFFIXES[unit]
    name = "_".join(["revenant", *parts])
    return name if not suffix or name.endswith(f"_{suffix}") else f"{name}_{suffix}"


def label_name(key: str) -> str:
    """The key as a label; one that Prometheus keeps for itself, or that begins with a digit, gets a word before it."""
    name = "_".join(_parts(key)) or "text"
    return f"of_{name}" if name in _LABELS_TAKEN or name[0].isdigit() else name


def counted_in(key: str) -> tuple[str, int] | None:
    """A key such as `effort_minutes` without its unit, and how many seconds that unit has; None of any other."""
    first, _, last = key.rpartition("_")
    return (first, IN_SECONDS[last]) if first and last in IN_SECONDS else None


def _fit(part: str) -> str:
    return part[:-1] if _NOT_BASE.fullmatch(part) else _TAKEN.get(part, part)


def _parts(text: str) -> list[str]:
    return [part for part in _UNFIT.sub("_", text.lower()).split("_") if part]
