"""Whether two periods hold incidents of the same kinds: if not, comparing their durations compares unlike things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from revenant.core.severity import Severity
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.question import NOT_KNOWN
from revenant.reports.statistics.counts import share_difference
from revenant.reports.wording import share

Kind = Callable[[IncidentSnapshot], bool]


def changed(first: Sequence[IncidentSnapshot], second: Sequence[IncidentSnapshot], drills: frozenset[str]) -> list[str]:
    """The kinds whose share changed by more than chance explains, each with both shares.

    At 5 % over all kinds together (Bonferroni), so that a warning means something.
    """
    kinds = _kinds(drills)
    level = 1 - 0.05 / len(kinds)
    found = []
    for name, is_kind in kinds.items():
        early, late = sum(map(is_kind, first)), sum(map(is_kind, second))
        bounds = share_difference(early, len(first), late, len(second), level)
        if bounds is not None and not bounds.low <= 0 <= bounds.high:
            found.append(f"{name} {share(early, len(first)).text} → {share(late, len(second)).text}")
    return found


def _kinds(drills: frozenset[str]) -> dict[str, Kind]:
    return {
        **{each.value: _of(each) for each in Severity},
        f"severity {NOT_KNOWN}": _of(None),
        "imported from elsewhere": lambda it: bool(it.source),
        "posted in retrospect": lambda it: it.in_retrospect,
        "drills": lambda it: not drills.isdisjoint(tag.casefold() for tag in it.tags),
    }


def _of(severity: Severity | None) -> Kind:
    return lambda it: it.severity is severity
