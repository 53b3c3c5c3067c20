"""`kind: EscalationPolicy` as it is written."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from revenant.oncall.documents.shared import Duration, Name

TARGET = r"^(?:schedule|user|policy|policy-of):[^\s:][^\n]{0,198}\Z"
TARGET_WORDS = "whom: schedule:NAME, user:PERSON, policy:NAME or policy-of:affected-services"
Target = Annotated[str, Meta(pattern=TARGET)]
Condition = Literal["not-acked", "not-resolved"]


class StepDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whom to notify so long after the incident was detected, if it is not acknowledged or not resolved by then."""

    after: Duration
    if_: Condition = field(name="if", default="not-acked")
    notify: Annotated[list[Target], Meta(min_length=1)]


class RepeatDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many times the steps are gone through again, and how long after they began."""

    times: Annotated[int, Meta(ge=0, le=20)]
    every: Duration | None = None


class TriggerDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whom to notify when something happens."""

    on: Literal["target-missed", "severity-raised", "severity-upgraded", "expertise-needed", "cross-team"]
    target: Literal["acknowledge", "update", "resolve"] | None = None
    to: Annotated[list[str], Meta(description="For severities: which it was raised to; any if left out")] = []
    tag: Annotated[str, Meta(description="For expertise: the incident's tag")] = ""
    after: Duration = "0m"
    if_: Condition = field(name="if", default="not-resolved")
    notify: Annotated[list[Target], Meta(min_length=1)]


class PolicyDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`kind: EscalationPolicy`."""

    schema: Literal["revenant/oncall@1"] = "revenant/oncall@1"
    kind: Literal["EscalationPolicy"]
    name: Name
    description: str = ""
    services: Annotated[list[str], Meta(description="Services it is for; * and ? match")] = []
    teams: Annotated[list[str], Meta(description="Teams whose services it is for")] = []
    severities: Annotated[list[str], Meta(description="For these alone; all if left out")] = []
    steps: Annotated[list[StepDocument], Meta(min_length=1)]
    repeat: RepeatDocument | None = None
    triggers: list[TriggerDocument] = []
    forgotten_after: Annotated[
        Duration | None,
        Meta(description="An acknowledgement counts no longer without news; the update target if left out"),
    ] = field(name="forgotten-after", default=None)
