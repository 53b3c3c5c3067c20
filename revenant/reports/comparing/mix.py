"""Whether two periods hold incidents of the same kinds: if not, comparing their durations compares unlike things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.question import NOT_KNOWN
from revenant.reports.statistics.counts import share_difference
from revenant.reports.wording import share


def changed(first: Sequence[IncidentSnapshot], second: Sequence[IncidentSnapshot], drills: frozenset[str]) -> list[str]:
    """The kinds whose share changed by more than chance explains, each with both shares.

    At 5 % over all kinds together (Bonferroni), so that a warning means something.
    """
    early, late = _kinds(first, drills), _kinds(second, drills)
    names = sorted({*early, *late})
    found = []
    for name in names:
        bounds = share_difference(early[name], len(first), late[name], len(second), 1 - 0.05 / len(names))
        if bounds is not None and not bounds.low <= 0 <= bounds.high:
            found.append(f"{name} {share(early[name], len(first)).text} → {share(late[name], len(second)).text}")
    return found


def _kinds(its: Sequence[IncidentSnapshot], drills: frozenset[str]) -> Counter[str]:
    """How many there are of each kind; an incident is of several."""
    found = Counter(it.severity.value if it.severity else f"severity {NOT_KNOWN}" for it in its)
    found["imported from elsewhere"] = sum(bool(it.source) for it in its)
    found["posted in retrospect"] = sum(it.in_retrospect for it in its)
    found["drills"] = sum(bool(it.tags) and not drills.isdisjoint(map(str.casefold, it.tags)) for it in its)
    return found
