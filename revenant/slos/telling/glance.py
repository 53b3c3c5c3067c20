"""How an objective stands, in brief: what `show` and `status` say of it, and what can be kept beside the repository."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Spent(Struct, frozen=True, array_like=True):
    """What an incident spent: as a number of events or seconds, as it reads, and as a share of the budget."""

    amount: float
    text: str
    share: float | None


class Glance(Struct, frozen=True, array_like=True):
    """One objective as of `at`; `remaining` in events or seconds, shares and burn None where nothing was measured.

    `objective` is its name where the SLO has several. Accepted downtime is taken out of what is left, and is in what an
    incident spent, whose words say so.
    """

    slo: str
    objective: str
    at: datetime
    unit: str
    remaining: float
    remaining_text: str
    remaining_share: float | None
    burn: float | None
    is_exhausted: bool
    is_burning: bool
    exhausted_in: float | None
    spent: dict[str, Spent] = {}

    @property
    def name(self) -> str:
        return f"{self.slo} ({self.objective})" if self.objective else self.slo
