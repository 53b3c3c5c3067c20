"""Many comparisons at once: Holm's correction (1979), so that one of twenty does not stand out by chance."""

from __future__ import annotations

from collections.abc import Sequence


def holm(chances: Sequence[float]) -> list[float]:
    """The p values as they count among so many, in the order given."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    corrected, highest = [1.0] * len(chances), 0.0
    for passed, place in enumerate(order):
        highest = max(highest, min(chances[place] * (len(chances) - passed), 1.0))
        corrected[place] = highest
    return corrected
