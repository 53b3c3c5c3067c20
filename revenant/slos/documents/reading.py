"""From the documents of slos/ to SLOs: references followed, durations and targets as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from revenant.slos import durations
from revenant.slos.documents.openslo import (
    IndicatorSpec,
    Metric,
    ObjectiveSpec,
    SliDocument,
    SloDocument,
    TimeWindow,
)
from revenant.slos.slo import Indicator, Method, Objective, Query, Slo
from revenant.slos.window import Window

_QUERY_KEYS = ("query", "queryString", "expr")


class Placed(NamedTuple):
    """A document and where it stands."""

    document: SloDocument | SliDocument
    path: str
    line: int


def slos_of(placed: Iterable[Placed]) -> list[Slo]:
    """The SLOs among them, in order of their names."""
    known = list(placed)
    indicators = {
        each.document.metadata.name: each.document for each in known if isinstance(each.document, SliDocument)
    }
    found = [
        _slo(each.document, indicators, each.path, each.line)
        for each in known
        if isinstance(each.document, SloDocument)
    ]
    return sorted(found, key=lambda slo: slo.name)


def _slo(document: SloDocument, indicators: Mapping[str, SliDocument], path: str, line: int) -> Slo:
    head, spec = document.metadata, document.spec
    labels = {key: value if isinstance(value, str) else ",".join(value) for key, value in head.labels.items()}
    return Slo(
        name=head.name,
        title=head.display_name or head.name,
        service=spec.service,
        window=_window(spec.time_window[0]),
        objectives=tuple(map(_objective, spec.objectives)),
        method=Method(spec.budgeting_method),
        indicator=_indicator(document, indicators),
        description=spec.description,
        labels=labels,
        path=path,
        line=line,
    )


def _window(given: TimeWindow) -> Window:
    length = durations.parse(given.duration)
    if given.is_rolling or given.calendar is None:
        return Window(length=length, text=given.duration)
    start = datetime.fromisoformat(given.calendar.start_time)
    return Window(length=length, text=given.duration, start=start, zone=given.calendar.time_zone)


def _objective(given: ObjectiveSpec) -> Objective:
    percent = given.target_percent
    target = given.target if given.target is not None else float(f"{percent}e-2") if percent is not None else 0.0
    return Objective(
        name=given.display_name or f"{target:.6%}".rstrip("0%").rstrip(".") + " %",
        target=target,
        slice_target=given.time_slice_target,
        slice_window=durations.parse(given.time_slice_window) if given.time_slice_window else None,
        op=given.op,
        value=given.value,
    )


def _indicator(document: SloDocument, indicators: Mapping[str, SliDocument]) -> Indicator:
    inline, ref = document.spec.indicator, document.spec.indicator_ref
    if inline is not None:
        name = inline.metadata.name if inline.metadata else ""
        return _measured(name, inline.spec)
    known = indicators.get(ref)
    return Indicator(name=ref) if known is None else _measured(ref, known.spec)


def _measured(name: str, spec: IndicatorSpec) -> Indicator:
    ratio = spec.ratio_metric
    if ratio is None:
        return Indicator(name=name, value=_query(spec.threshold_metric))
    return Indicator(
        name=name,
        is_counter=ratio.counter,
        good=_query(ratio.good),
        bad=_query(ratio.bad),
        total=_query(ratio.total),
        raw=_query(ratio.raw),
        raw_is_failure=ratio.raw_type == "failure",
    )


def _query(metric: Metric | None) -> Query | None:
    if metric is None:
        return None
    source = metric.metric_source
    return Query(type=source.type, source=source.metric_source_ref, query=_text(source.spec))


def _text(spec: Mapping[str, Any]) -> str:
    return next((str(spec[key]) for key in _QUERY_KEYS if key in spec), "")
