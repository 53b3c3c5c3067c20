"""What revenant.yaml says of the error budget policy: from which shares on, and what stands still."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct


class SloPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What error budgets ask of people. What is left out keeps its default (docs/how-to/slos.md)."""

    incident_share: Annotated[
        float, Meta(gt=0, le=1, description="An incident that spends more of a budget needs a postmortem and a plan")
    ] = 0.2
    class_share: Annotated[
        float, Meta(gt=0, le=1, description="A class of incidents that spends more of a quarter's budget needs a plan")
    ] = 0.2
    freeze: Annotated[str, Meta(description="What holds while a budget is exhausted, in your own words")] = ""
    exceptions: Annotated[
        dict[str, str], Meta(description="What is let through all the same: a word → what it stands for")
    ] = {}
    services: Annotated[
        list[str], Meta(description="Whose changes an exhausted budget stops; * and ? match; all if left out")
    ] = []
    dependencies: Annotated[
        Literal["say", "stop"], Meta(description="Whether exhausted budgets of what a service depends on stop it too")
    ] = "say"
