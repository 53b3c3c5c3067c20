"""What an incident has that others before it had too: each such trait with its number and its spread over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from revenant.core.text import how_many
from revenant.postmortems.learning.similarity import COMMON, FEW
from revenant.postmortems.learning.traits import Basis, Trait

LEAST = 2  # so many earlier ones make the one in question the third
_TOLD = frozenset({Basis.KEY, Basis.CAUSE})


class Recurring(NamedTuple):
    """A trait, how many earlier incidents had it, in how many calendar weeks, the first and the last of these."""

    trait: Trait
    number: int
    weeks: int
    first: datetime
    last: datetime

    @property
    def words(self) -> str:
        weeks = f"in {how_many(self.weeks, 'week')}"
        span = f"from {self.first:%Y-%m-%d} to {self.last:%Y-%m-%d}"
        return f"{self.trait.words}: {how_many(self.number, 'incident')} before this one, {weeks} {span}"


def is_told(trait: Trait) -> bool:
    """Whether a trait is worth telling while somebody responds: an alert, a cause, a tag; a service says little."""
    return (trait.basis in _TOLD or trait.kind == "tag") and trait.kind != "series"


def recurring(trait: Trait, times: Sequence[datetime], size: int) -> Recurring | None:
    """The trait with the times at which earlier incidents that had it were opened, of `size` incidents.

    None where they are too few to be called recurring, or most incidents have it.
    """
    if len(times) < LEAST or (size >= FEW and len(times) > size * COMMON):
        return None
    return Recurring(trait, len(times), weeks_of(times), min(times), max(times))


def weeks_of(times: Iterable[datetime]) -> int:
    """In how many calendar weeks (ISO, UTC) they lie."""
    return len({time.astimezone(UTC).isocalendar()[:2] for time in times})


def in_order(found: Iterable[Recurring]) -> list[Recurring]:
    """The surest and most frequent first; an alert gives way to the same on a service where that is as frequent."""
    ranked = sorted(found, key=lambda it: (it.trait.basis, -it.number, not it.trait.service, it.trait.key))
    kept: list[Recurring] = []
    for each in ranked:
        same = [it for it in kept if it.trait[:3] == each.trait[:3] and it.number == each.number]
        kept += [] if same else [each]
    return kept
