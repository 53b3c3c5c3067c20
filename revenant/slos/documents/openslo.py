"""The part of OpenSLO v1 that is read: the shapes of its documents. What is outside of it is named by lint."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from revenant.slos.durations import PATTERN

Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9]([-A-Za-z0-9_.]{0,251}[A-Za-z0-9])?$")]
Duration = Annotated[str, Meta(pattern=PATTERN)]
Share = Annotated[float, Meta(ge=0, lt=1)]
API = "openslo/v1"


class Metadata(Struct, frozen=True, kw_only=True, rename="camel"):
    """Who it is."""

    name: Name
    display_name: str = ""
    labels: dict[str, str | list[str]] = {}
    annotations: dict[str, str] = {}


class MetricSource(Struct, frozen=True, kw_only=True, rename="camel"):
    """Where a number comes from; `spec` is the business of its type."""

    metric_source_ref: str = ""
    type: str = ""
    spec: dict[str, Any] = {}


class Metric(Struct, frozen=True, kw_only=True, rename="camel"):
    metric_source: MetricSource


class RatioMetric(Struct, frozen=True, kw_only=True, rename="camel"):
    counter: bool = False
    good: Metric | None = None
    bad: Metric | None = None
    total: Metric | None = None
    raw_type: Literal["success", "failure"] = "success"
    raw: Metric | None = None


class IndicatorSpec(Struct, frozen=True, kw_only=True, rename="camel"):
    description: Annotated[str, Meta(max_length=1050)] = ""
    ratio_metric: RatioMetric | None = None
    threshold_metric: Metric | None = None


class InlineIndicator(Struct, frozen=True, kw_only=True, rename="camel"):
    metadata: Metadata | None = None
    spec: IndicatorSpec


class Calendar(Struct, frozen=True, kw_only=True, rename="camel"):
    start_time: str
    time_zone: str


class TimeWindow(Struct, frozen=True, kw_only=True, rename="camel"):
    duration: Duration
    is_rolling: bool = False
    calendar: Calendar | None = None


class ObjectiveSpec(Struct, frozen=True, kw_only=True, rename="camel"):
    display_name: str = ""
    op: Literal["", "lte", "gte", "lt", "gt"] = ""
    value: float | None = None
    target: Share | None = None
    target_percent: Annotated[float, Meta(ge=0, lt=100)] | None = None
    time_slice_target: Annotated[float, Meta(gt=0, le=1)] | None = None
    time_slice_window: Duration | None = None


class SloSpec(Struct, frozen=True, kw_only=True, rename="camel"):
    description: Annotated[str, Meta(max_length=1050)] = ""
    service: str
    indicator: InlineIndicator | None = None
    indicator_ref: str = ""
    time_window: Annotated[list[TimeWindow], Meta(min_length=1, max_length=1)]
    budgeting_method: Literal["Occurrences", "Timeslices", "RatioTimeslices"]
    objectives: Annotated[list[ObjectiveSpec], Meta(min_length=1)]
    alert_policies: list[Any] = []


class SloDocument(Struct, frozen=True, kw_only=True, rename="camel"):
    """`kind: SLO`."""

    api_version: Literal["openslo/v1"]
    kind: Literal["SLO"]
    metadata: Metadata
    spec: SloSpec


class SliDocument(Struct, frozen=True, kw_only=True, rename="camel"):
    """`kind: SLI`: an indicator that SLOs refer to."""

    api_version: Literal["openslo/v1"]
    kind: Literal["SLI"]
    metadata: Metadata
    spec: IndicatorSpec = field(default_factory=IndicatorSpec)
