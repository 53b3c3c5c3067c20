"""Prometheus itself: the ALERTS series from an instant or range query, and what /api/v1/alerts answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from revenant.signals.signal import State
from revenant.signals.sources.alerts import to_signal
from revenant.signals.sources.found import Context, Doubt, Found, NotASignalError, placed
from revenant.signals.sources.shapes import mapping, sequence, text
from revenant.signals.sources.times import read_time

SUMMARY = "Prometheus: the ALERTS series (instant or range query), /api/v1/alerts"
_NOT_LABELS = frozenset({"__name__", "alertstate"})


class Run(NamedTuple):
    """Samples of one series without a gap; `is_over` where the query saw it end."""

    first: datetime
    last: datetime
    is_over: bool


def recognises(document: Any) -> bool:
    """An answer of the query API, or of /api/v1/alerts."""
    data = mapping(document).get("data")
    if not isinstance(data, dict):
        return False
    return isinstance(data.get("alerts"), list) or (isinstance(data.get("result"), list) and "resultType" in data)


def read(document: Any, context: Context) -> Iterator[Found]:
    """One signal where a series begins to fire, one where a range query saw it end."""
    data = mapping(mapping(document).get("data"))
    for number, alert in enumerate(sequence(data.get("alerts"))):
        yield from placed(_active(mapping(alert), context), f"data.alerts[{number}]")
    series = [mapping(entry) for entry in sequence(data.get("result"))]
    step, end = _spacing(series)
    for number, entry in enumerate(series):
        yield from placed(_series(entry, step, end, context), f"data.result[{number}]")


def _active(alert: dict[str, Any], context: Context) -> Iterator[Found]:
    if text(alert.get("state")) == "pending":
        yield Doubt("pending: not firing yet", lost=True)
    else:
        yield to_signal({**alert, "labels": _labels(mapping(alert.get("labels")))}, State.FIRING, context)


def _series(entry: dict[str, Any], step: float, end: float, context: Context) -> Iterator[Found]:
    metric = mapping(entry.get("metric"))
    if "alertname" not in metric:
        yield Doubt("not of the ALERTS series: it has no alertname", lost=True)
    elif metric.get("alertstate") == "pending":
        yield Doubt("pending: not firing yet", lost=True)
    else:
        for run in _runs(_times(entry), step, end):
            alert = {"labels": _labels(metric), "startsAt": run.first.isoformat(), "endsAt": run.last.isoformat()}
            yield to_signal(alert, State.FIRING, context)
            if run.is_over:
                yield to_signal(alert, State.RESOLVED, context)


def _labels(metric: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in metric.items() if name not in _NOT_LABELS}


def _times(entry: dict[str, Any]) -> list[float]:
    """When the series had samples, in seconds; a value of 0 is no alert."""
    samples = sequence(entry.get("values")) or [entry.get("value")]
    pairs = [sample for sample in samples if isinstance(sample, list) and len(sample) == 2 and text(sample[1]) != "0"]
    times = [read_time(at) for at, _ in pairs]
    if not times or None in times:
        raise NotASignalError("a series whose samples have no readable time")
    return sorted(time.timestamp() for time in times if time is not None)


def _spacing(series: list[dict[str, Any]]) -> tuple[float, float]:
    """The step of a range query and its last moment, as far as the samples show them."""
    times: list[list[float]] = []
    for entry in series:
        try:
            times.append(_times(entry))
        except NotASignalError:
            continue
    gaps = [later - earlier for each in times for earlier, later in pairwise(each) if later > earlier]
    return min(gaps, default=0.0), max((each[-1] for each in times), default=0.0)


def _runs(times: list[float], step: float, end: float) -> Iterator[Run]:
    first = last = times[0]
    for time in [*times[1:], None]:
        if time is not None and time - last <= step * 1.5:
            last = time
            continue
        yield Run(_moment(first), _moment(last), is_over=time is not None or end - last > step * 1.5)
        if time is not None:
            first = last = time


def _moment(seconds: float) -> datetime:
    found = read_time(seconds)
    assert found is not None  # noqa: S101 (it was read from a time)
    return found
