"""What was bad, and of how much, over a stretch of time; and who can tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from revenant.slos.slo import Objective
from revenant.slos.spans import Span


class Unit(StrEnum):
    """What a budget is counted in."""

    EVENTS = "events"
    SLICES = "slices"
    SECONDS = "seconds"


class Usage(NamedTuple):
    """`bad` of `all` in a span, of which `measured` is covered by data; events, slices or seconds.

    Of Occurrences: events. Of Timeslices: bad slices of those measured. Of RatioTimeslices: the sum of the bad shares
    of the slices measured. A slice without events is measured and not bad. From impact windows: bad seconds of all
    seconds of the span.
    """

    bad: float
    all: float
    measured: timedelta

    @property
    def share(self) -> float | None:
        """Which share was bad; None where nothing was measured."""
        return self.bad / self.all if self.all else None


class Asked(NamedTuple):
    """One objective over one span."""

    objective: Objective
    span: Span


class Flaw(StrEnum):
    """What may be wrong with measured values; what becomes of each stands in docs/how-to/slos.md."""

    GAP = "gap"
    DUPLICATE = "duplicate"
    OVERLAP = "overlap"
    COUNTER_RESET = "counter reset"
    FUTURE = "in the future"
    MORE_GOOD_THAN_TOTAL = "more good than total"
    NEGATIVE = "negative"
    BACKWARDS = "ends before it starts"
    OUT_OF_ORDER = "out of order"
    UNREADABLE = "unreadable"
    NO_SHARE = "no share recorded"
    LONGER_THAN_SLICE = "longer than a slice"
    NO_EVENTS = "no events"
    WARNING = "warning"


class Fault(NamedTuple):
    """A flaw that was found so many `times`, first at `where` (a path with a line), and what was done, in `words`."""

    flaw: Flaw
    times: int
    where: str
    words: str


class Reading(NamedTuple):
    """The usages in the order they were asked for, what was wrong with the data, and until when there is any."""

    usages: list[Usage]
    faults: list[Fault]
    until: datetime | None


class Meter(Protocol):
    """Tells usages of one SLO; `source` says in words where they come from.

    One call reads everything once, however much is asked: ask for all at a time.
    """

    @property
    def unit(self) -> Unit: ...

    @property
    def source(self) -> str: ...

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        """Usages over these spans, nothing of which lies after `now`."""
        ...
