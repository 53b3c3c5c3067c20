"""What revenant.yaml says of SLOs: when a budget burns too fast, and how severe an incident then is at least."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from msgspec import Meta, Struct

from revenant.core.patterns import Duration, OrNone
from revenant.core.severity import Severity
from revenant.core.slo_policy import SloPolicy
from revenant.core.times import parse_duration


class BurnPair(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Alert when so much of the budget would be gone within `long`, and it still burns so over `short`."""

    long: Annotated[Duration, Meta(description="The long window: that it is serious")]
    short: Annotated[Duration, Meta(description="The short window: that it still goes on")]
    percent: Annotated[float, Meta(gt=0, le=100, description="Of the budget, spent within the long window")]
    floor: Annotated[Severity, Meta(description="The severity of an incident is at least this")]
    page: Annotated[bool, Meta(description="Whether somebody is woken, or it can wait for the next working day")] = (
        False
    )

    def __post_init__(self) -> None:
        """Refuse what would never reset, or fire at once."""
        if not timedelta() < parse_duration(self.short) < parse_duration(self.long):
            raise ValueError(f"the short window ({self.short}) has to be shorter than the long one ({self.long})")


class CriticalJourneys(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose total outage is a SEV1: SLOs of services of these tiers, and those that are named."""

    tiers: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=4)], ...], Meta(description="Tiers of services.yaml; [1] if left out")
    ] = (1,)
    slos: Annotated[list[str], Meta(description="Names of SLOs; * and ? match")] = []


class SloSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What follows from budgets that burn. What is left out keeps its default (docs/how-to/slos.md)."""

    burn: Annotated[
        list[BurnPair], Meta(description="Pairs of windows, in place of the standard ones; most urgent first")
    ] = []
    critical: CriticalJourneys = CriticalJourneys()
    exhaustion: Annotated[
        OrNone, Meta(description="A budget that is gone within this time, while somebody is paged, is a SEV1; or none")
    ] = "24h"
    policy: SloPolicy = SloPolicy()

    @property
    def exhaustion_span(self) -> timedelta | None:
        """None where that makes no difference here."""
        return None if self.exhaustion == "none" else parse_duration(self.exhaustion)
