"""Indicators in OpenSLO v1: a ratio of counts, one raw ratio, or a metric compared with a threshold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from revenant.slos.documents.shared import Description, Metadata, NameOrNone


class MetricSource(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Where a number comes from; `spec` is the business of its type."""

    metric_source_ref: NameOrNone = ""
    type: str = ""
    spec: Annotated[dict[str, Any], Meta(min_length=1)]


class Metric(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    metric_source: MetricSource


class RatioMetric(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    counter: bool = False
    good: Metric | None = None
    bad: Metric | None = None
    total: Metric | None = None
    raw_type: Literal["success", "failure"] | None = None
    raw: Metric | None = None


class IndicatorSpec(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    description: Description = ""
    ratio_metric: RatioMetric | None = None
    threshold_metric: Metric | None = None


class InlineIndicator(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """An indicator inside of an SLO."""

    metadata: Metadata
    spec: IndicatorSpec
