"""Which periods are counted: those that are looked at, over, and possible. What keeps out the others is noted."""

from __future__ import annotations

from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.usage import Flaw

_ROUNDING = 1e-9  # queries extrapolate in floating point: so much more good than there is in all is none


class Admission:
    """Judges one period after the other. `until`: when the last of those ended that count, in microseconds."""

    def __init__(self, scope: Scope, faults: Faults) -> None:
        self.scope, self.faults = scope, faults
        self.until: int | None = None

    def looks_at(self, start: int, end: int, line: int) -> bool:
        """Whether the period's numbers matter."""
        if end <= start or end > self.scope.now:
            self.faults.add(Flaw.BACKWARDS if end <= start else Flaw.FUTURE, line)
            return False
        if end <= self.scope.start:
            self.saw(end)
            return False
        return True

    def saw(self, end: int) -> None:
        """A period ends here that counts, or would if anybody asked about its time."""
        self.until = end if self.until is None else max(end, self.until)

    def counted(self, start: int, end: int, good: float, total: float, line: int) -> Run | None:
        """The period with these numbers; None where they cannot be."""
        if good < 0 or total < 0:
            self.faults.add(Flaw.NEGATIVE, line)
        elif good > total * (1 + _ROUNDING):
            self.faults.add(Flaw.MORE_GOOD_THAN_TOTAL, line)
        else:
            self.saw(end)
            return Run(start, end - start, [min(good, total)], [total], line)
        return None
