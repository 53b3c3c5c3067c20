"""Keys of a document that nothing reads: those OpenSLO v1 does not have, and those that mean nothing where they are."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import msgspec

from revenant.slos.documents.choices import Keys, children, entries, is_mapping, mapping
from revenant.slos.documents.document import Breach, Path

_SLICE_KEYS = {
    "Occurrences": ("timeSliceTarget", "timeSliceWindow"),
    "Timeslices": (),
    "RatioTimeslices": ("timeSliceTarget",),
}


def unknown_keys(data: Any, shape: type[Any]) -> Iterator[Breach]:
    """Keys that the format does not have, however deep they stand."""
    return _unknown(data, msgspec.inspect.type_info(shape), ())


def _unknown(data: Any, kind: msgspec.inspect.Type, path: Path) -> Iterator[Breach]:
    match kind:
        case msgspec.inspect.Metadata() | msgspec.inspect.UnionType():
            inner = [kind.type] if isinstance(kind, msgspec.inspect.Metadata) else kind.types
            for each in inner:
                yield from _unknown(data, each, path)
        case msgspec.inspect.ListType() if isinstance(data, list):
            for number, value in children(data):
                yield from _unknown(value, kind.item_type, (*path, number))
        case msgspec.inspect.StructType() if is_mapping(data):
            fields = {field.encode_name: field.type for field in kind.fields}
            for key, value in data.items():
                if key in fields:
                    yield from _unknown(value, fields[key], (*path, key))
                else:
                    near = get_close_matches(key, fields, 1)
                    words = f"; did you mean {near[0]}?" if near else ""
                    yield Breach((*path, key), f"{key}: OpenSLO v1 has no such key here, and nothing reads it{words}")


def idle_keys(data: Keys) -> Iterator[Breach]:
    """Keys of an SLO that the format has and that mean nothing where they stand."""
    spec, path = mapping(data, "spec"), ("spec",)
    method = str(spec.get("budgetingMethod"))
    for number, objective in entries(spec, "objectives"):
        place = (*path, "objectives", number)
        holder = objective if "indicator" in objective else spec
        for key in _SLICE_KEYS.get(method, ()):
            if key in objective:
                yield Breach((*place, key), f"{key}: {method} does not look at it")
        if "ratioMetric" in mapping(mapping(holder, "indicator"), "spec"):
            for key in ("op", "value"):
                if key in objective:
                    yield Breach((*place, key), f"{key}: a ratioMetric is compared with nothing")


def is_composite(data: Keys) -> bool:
    """Whether objectives of an SLO have indicators of their own."""
    found = [objective for _, objective in entries(mapping(data, "spec"), "objectives")]
    return any(key in objective for objective in found for key in ("indicator", "indicatorRef"))
