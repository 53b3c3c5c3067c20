"""Which metrics make an indicator: good or bad of total, one raw ratio, or a threshold metric."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.slos.documents.choices import Keys, is_mapping, one_of
from revenant.slos.documents.document import Breach, Path


def indicator_breaches(spec: Keys, path: Path) -> Iterator[Breach]:
    """What is wrong with the `spec` of an indicator."""
    yield from one_of(spec, path, "ratioMetric", "thresholdMetric")
    ratio = spec.get("ratioMetric")
    if is_mapping(ratio):
        yield from _ratio(ratio, (*path, "ratioMetric"))


def _ratio(ratio: Keys, path: Path) -> Iterator[Breach]:
    yield from one_of(ratio, path, "total", "raw")
    if "raw" not in ratio:
        yield from one_of(ratio, path, "good", "bad")
        return
    for key in ("good", "bad"):
        if key in ratio:
            yield Breach((*path, key), f"{key}: raw is the whole ratio, so nothing stands beside it")
    if "rawType" not in ratio:
        yield Breach(path, "missing key `rawType`: whether raw is a ratio of success or of failure")
