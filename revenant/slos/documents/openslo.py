"""The part of OpenSLO v1 that is read: the shapes of its documents. What is outside of it is named by lint."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from revenant.slos.documents.alerting import PolicyEntry
from revenant.slos.documents.indicators import IndicatorSpec, InlineIndicator
from revenant.slos.documents.shared import Description, Duration, Metadata, Name, Operator, Text

API = "openslo/v1"


class Calendar(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """`startTime` is a date and a time without a zone; `timeZone` says by whose clock."""

    start_time: str
    time_zone: Text


class TimeWindow(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    duration: Duration
    is_rolling: bool = False
    calendar: Calendar | None = None


class ObjectiveSpec(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A slice's window is minutes where it is a bare number, as the specification has it."""

    display_name: str = ""
    op: Operator | None = None
    value: float | None = None
    target: Annotated[float, Meta(ge=0, lt=1)] | None = None
    target_percent: Annotated[float, Meta(ge=0, lt=100)] | None = None
    time_slice_target: Annotated[float, Meta(gt=0, le=1)] | None = None
    time_slice_window: Duration | Annotated[int, Meta(ge=1, le=999_999)] | None = None
    indicator: InlineIndicator | None = None
    indicator_ref: Name = ""
    composite_weight: Annotated[float, Meta(gt=0)] | None = None


class SloSpec(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    description: Description = ""
    service: Text
    indicator: InlineIndicator | None = None
    indicator_ref: Name = ""
    time_window: Annotated[list[TimeWindow], Meta(min_length=1, max_length=1)]
    budgeting_method: Literal["Occurrences", "Timeslices", "RatioTimeslices"]
    objectives: Annotated[list[ObjectiveSpec], Meta(min_length=1)]
    alert_policies: list[PolicyEntry] = []


class SloDocument(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """`kind: SLO`."""

    api_version: Literal["openslo/v1"]
    kind: Literal["SLO"]
    metadata: Metadata
    spec: SloSpec


class SliDocument(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """`kind: SLI`: an indicator that SLOs refer to."""

    api_version: Literal["openslo/v1"]
    kind: Literal["SLI"]
    metadata: Metadata
    spec: IndicatorSpec
