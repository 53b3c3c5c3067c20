"""What OpenSLO v1 has and nothing here looks at: keys that mean nothing where they stand, and budgets of budgets."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.slos.documents.choices import Keys, entries, mapping
from revenant.slos.documents.document import Breach

_SLICE_KEYS = {
    "Occurrences": ("timeSliceTarget", "timeSliceWindow"),
    "Timeslices": (),
    "RatioTimeslices": ("timeSliceTarget",),
}


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
