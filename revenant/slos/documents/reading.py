"""From the documents of slos/ to SLOs: references followed, durations and targets as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from msgspec import structs

from revenant.slos import durations
from revenant.slos.documents.alerting import ConditionDocument, ConditionSpec, PolicyDocument, PolicyEntry
from revenant.slos.documents.document import Document
from revenant.slos.documents.indicators import IndicatorSpec, InlineIndicator, Metric
from revenant.slos.documents.openslo import ObjectiveSpec, SliDocument, SloDocument, TimeWindow
from revenant.slos.slo import BurnAlert, Indicator, Method, Objective, Query, Slo
from revenant.slos.window import Window

_QUERY_KEYS = ("query", "queryString", "expr")
T = TypeVar("T")


class Placed(NamedTuple):
    """A document and where it stands."""

    document: Document
    path: str
    line: int


class _Known(NamedTuple):
    """What SLOs may refer to, by name; of two of one name the first counts."""

    indicators: Mapping[str, SliDocument]
    policies: Mapping[str, PolicyDocument]
    conditions: Mapping[str, ConditionDocument]


def slos_of(placed: Iterable[Placed]) -> list[Slo]:
    """The SLOs among them, in order of their names."""
    everything = list(placed)
    known = _Known(
        _by_name(everything, SliDocument), _by_name(everything, PolicyDocument), _by_name(everything, ConditionDocument)
    )
    found = [
        _slo(each.document, known, each.path, each.line)
        for each in everything
        if isinstance(each.document, SloDocument)
    ]
    return sorted(found, key=lambda slo: slo.name)


def _by_name(placed: Iterable[Placed], kind: type[T]) -> dict[str, T]:
    documents = [each.document for each in placed if isinstance(each.document, kind)]
    return {each.metadata.name: each for each in reversed(documents)}


def _slo(document: SloDocument, known: _Known, path: str, line: int) -> Slo:
    head, spec = document.metadata, document.spec
    labels = {key: value if isinstance(value, str) else ",".join(value) for key, value in head.labels.items()}
    return Slo(
        name=head.name,
        title=head.display_name or head.name,
        service=spec.service,
        window=_window(spec.time_window[0]),
        objectives=_objectives(spec.objectives, known),
        method=Method(spec.budgeting_method),
        indicator=_indicator(spec.indicator, spec.indicator_ref, known) or Indicator(),
        description=spec.description,
        labels=labels,
        path=path,
        line=line,
        alerts=tuple(
            alert for number, entry in enumerate(spec.alert_policies) for alert in _alerts(number, entry, known)
        ),
    )


def _window(given: TimeWindow) -> Window:
    length = durations.parse(given.duration)
    if given.calendar is None:
        return Window(length=length, text=given.duration)
    start = datetime.fromisoformat(given.calendar.start_time)
    return Window(length=length, text=given.duration, start=start, zone=given.calendar.time_zone)


def _objectives(given: Iterable[ObjectiveSpec], known: _Known) -> tuple[Objective, ...]:
    """All of them under names that tell them apart."""
    found: dict[str, Objective] = {}
    for spec in given:
        objective = _objective(spec, known)
        name = objective.name
        while name in found:
            name = f"{objective.name} ({len(found) + 1})"
        found[name] = structs.replace(objective, name=name)
    return tuple(found.values())


def _objective(given: ObjectiveSpec, known: _Known) -> Objective:
    """Without a name of its own it is called by its target, and by what a metric is compared with."""
    objective = Objective(
        name=given.display_name,
        target=_target(given),
        slice_target=given.time_slice_target,
        slice_window=_slice(given.time_slice_window),
        op=given.op or "",
        value=given.value,
        indicator=_indicator(given.indicator, given.indicator_ref, known),
    )
    compared = f" {given.op} {given.value:g}" if given.op and given.value is not None else ""
    return objective if objective.name else structs.replace(objective, name=objective.percent + compared)


def _target(given: ObjectiveSpec) -> float:
    """The target as a share, of a percentage the same digits."""
    if given.target is not None:
        return given.target
    return float(Decimal(repr(given.target_percent or 0.0)).scaleb(-2))


def _slice(given: str | int | None) -> timedelta | None:
    if given is None:
        return None
    return timedelta(minutes=given) if isinstance(given, int) else durations.parse(given)


def _alerts(number: int, entry: PolicyEntry, known: _Known) -> Iterable[BurnAlert]:
    """The conditions of a policy of an SLO; what is referred to and not there is left out."""
    document = known.policies.get(entry.alert_policy_ref)
    spec = document.spec if document is not None else entry.spec
    for each in spec.conditions if spec is not None else ():
        referred = known.conditions.get(each.condition_ref)
        condition = referred.spec if referred is not None else each.spec
        if condition is not None:
            named = each.metadata.name if each.metadata is not None else each.condition_ref
            yield _alert(named, condition, number)


def _alert(name: str, spec: ConditionSpec, entry: int) -> BurnAlert:
    condition = spec.condition
    after = timedelta() if condition.alert_after.strip("0mhdwMQY") == "" else durations.parse(condition.alert_after)
    return BurnAlert(
        name=name,
        op=condition.op,
        threshold=condition.threshold,
        lookback=durations.parse(condition.lookback_window),
        after=after,
        severity=spec.severity,
        entry=entry,
    )


def _indicator(inline: InlineIndicator | None, reference: str, known: _Known) -> Indicator | None:
    if inline is not None:
        return _measured(inline.metadata.name, inline.spec)
    if not reference:
        return None
    document = known.indicators.get(reference)
    return Indicator(name=reference) if document is None else _measured(reference, document.spec)


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
