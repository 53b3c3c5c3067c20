"""Whether the mix of incidents changed over time: then a trend may be one of reporting, not of what happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from revenant.core.severity import Severity
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.measuring.calendar import Slot
from revenant.reports.statistics.counts import wilson
from revenant.reports.wording import share


def _has(severity: Severity) -> Callable[[IncidentSnapshot], bool]:
    return lambda it: it.severity is severity


KINDS: dict[str, Callable[[IncidentSnapshot], bool]] = {
    **{severity.value: _has(severity) for severity in Severity},
    "imported from elsewhere": lambda it: bool(it.source),
    "posted in retrospect": lambda it: it.in_retrospect,
}


def shifts(incidents: Sequence[IncidentSnapshot], slots: Sequence[Slot]) -> Iterator[str]:
    """A warning for each kind whose share differs between the first and the second half of the periods.

    It does where the two 95 % intervals of Wilson do not overlap, which for one kind happens by chance less than
    once in a hundred times.
    """
    middle = len(slots) // 2
    early, late = (
        [incidents[place] for slot in half for place in slot.places] for half in (slots[:middle], slots[middle:])
    )
    for kind, holds in KINDS.items():
        before, after = sum(map(holds, early)), sum(map(holds, late))
        if _differ(before, len(early), after, len(late)):
            yield (
                f"The mix changed: {kind} were {share(before, len(early)).text} in the first half of the periods and "
                f"{share(after, len(late)).text} in the second. What is reported may have changed, not what happens."
            )


def _differ(before: int, early: int, after: int, late: int) -> bool:
    one, other = wilson(before, early), wilson(after, late)
    return one is not None and other is not None and (one.high < other.low or other.high < one.low)
