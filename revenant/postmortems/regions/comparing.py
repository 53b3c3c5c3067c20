"""How each generated region of a postmortem stands: as it would be written today, out of date, or edited by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import unified_diff
from enum import StrEnum
from typing import NamedTuple

from revenant.postmortems.regions.markers import Layout, Region, checksum, content_of


class Condition(StrEnum):
    """`ABSENT`: both markers are gone, so the author wants none. `UNKNOWN`: this version writes no such region."""

    FRESH = "fresh"
    STALE = "stale"
    EDITED = "edited"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Compared(NamedTuple):
    """One region: the line of its first marker (0 where it is absent), what it says and what it would say."""

    name: str
    condition: Condition
    line: int
    now: str
    fresh: str

    @property
    def edits(self) -> str:
        """What somebody changed, and what the record changed since, as a diff from what would be written."""
        rows = unified_diff(
            self.fresh.splitlines(), self.now.splitlines(), "generated", "in the file", lineterm="", n=1
        )
        return "\n".join(rows)


def compare(rows: Sequence[str], layout: Layout, bodies: Mapping[str, str]) -> list[Compared]:
    """Every region of a document, and those it has none of; `bodies` are what they would say, by name."""
    there = [_compared(rows, region, bodies) for region in layout.regions]
    absent = [name for name in bodies if layout.region(name) is None]
    return there + [Compared(name, Condition.ABSENT, 0, "", content_of(bodies[name])) for name in absent]


def _compared(rows: Sequence[str], region: Region, bodies: Mapping[str, str]) -> Compared:
    now = "".join(f"{row}\n" for row in rows[region.begin : region.end - 1])
    if region.name not in bodies:
        return Compared(region.name, Condition.UNKNOWN, region.begin, now, now)
    fresh = content_of(bodies[region.name])
    return Compared(region.name, _condition(now, fresh, region.sum), region.begin, now, fresh)


def _condition(now: str, fresh: str, recorded: str) -> Condition:
    """An empty region waits to be filled, and one that says what is right needs only its checksum."""
    if now == fresh:
        return Condition.FRESH if recorded == checksum(now) else Condition.STALE
    return Condition.STALE if not now.strip() or recorded == checksum(now) else Condition.EDITED
