"""Alerts in OpenSLO v1: policies and their conditions, inside of an SLO or as documents that SLOs refer to."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from revenant.slos.documents.shared import AFTER, Description, Duration, Metadata, Name, Operator, Text


class BurnCondition(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """When the burn rate over the last `lookbackWindow` stands so to `threshold`, for as long as `alertAfter`."""

    kind: Literal["burnrate"] = "burnrate"
    op: Operator
    threshold: float
    lookback_window: Duration
    alert_after: Annotated[str, Meta(pattern=AFTER)] = "0m"


class ConditionSpec(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    description: Description = ""
    severity: Text
    condition: BurnCondition


class ConditionEntry(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A condition of a policy: `conditionRef` names one, or it stands here with kind, metadata and spec."""

    condition_ref: Name = ""
    kind: Literal["AlertCondition"] | None = None
    metadata: Metadata | None = None
    spec: ConditionSpec | None = None


class TargetSpec(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    description: Description = ""
    target: Text


class TargetEntry(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Whom a policy tells: `targetRef` names a target, or it stands here. Nobody here is told by it."""

    target_ref: Name = ""
    kind: Literal["AlertNotificationTarget"] | None = None
    metadata: Metadata | None = None
    spec: TargetSpec | None = None


class PolicySpec(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One condition, though a list; at least one target."""

    description: Description = ""
    alert_when_no_data: bool = False
    alert_when_breaching: bool = False
    alert_when_resolved: bool = False
    conditions: Annotated[list[ConditionEntry], Meta(min_length=1, max_length=1)]
    notification_targets: Annotated[list[TargetEntry], Meta(min_length=1)]


class PolicyEntry(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A policy of an SLO: `alertPolicyRef` names one, or it stands here with kind, metadata and spec."""

    alert_policy_ref: Name = ""
    kind: Literal["AlertPolicy"] | None = None
    metadata: Metadata | None = None
    spec: PolicySpec | None = None


class PolicyDocument(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """`kind: AlertPolicy`."""

    api_version: Literal["openslo/v1"]
    kind: Literal["AlertPolicy"]
    metadata: Metadata
    spec: PolicySpec


class ConditionDocument(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """`kind: AlertCondition`."""

    api_version: Literal["openslo/v1"]
    kind: Literal["AlertCondition"]
    metadata: Metadata
    spec: ConditionSpec
