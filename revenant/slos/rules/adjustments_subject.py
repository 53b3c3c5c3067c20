"""What the rules for slos/adjustments.yaml look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from revenant.linting.engine import Finding
from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.documents.document import Path
from revenant.slos.rules.subject import Knowledge


class AdjustmentsSubject(NamedTuple):
    """The adjustments that can be read, where they stand, what is wrong with the file, and what is known beside it."""

    path: str
    rows: Sequence[str]
    adjustments: Sequence[Adjustment]
    places: Mapping[Path, tuple[int, int]]
    complaints: Sequence[tuple[int, int, str]]
    known: Knowledge

    @property
    def numbered(self) -> Iterator[tuple[int, Adjustment]]:
        """Every adjustment with its number, from 0."""
        return enumerate(self.adjustments)

    def at(self, number: int, key: str, message: str, hint: str = "") -> Finding:
        """A finding at a key of an adjustment."""
        return Finding(*self.places["adjustments", number, key], message, hint)
