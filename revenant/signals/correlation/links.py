"""Why two services' signals are one group, or why they are not: tuples while it runs, words when asked."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from math import exp
from typing import NamedTuple


class Reason(StrEnum):
    """What links: a trace or a request both took part in, or a dependency between two services."""

    TRACE = "trace"
    REQUEST = "request"
    DEPENDENCY = "dependency"


class Cap(StrEnum):
    """What kept two groups apart that a reason would have linked."""

    LIFETIME = "lifetime"
    SERVICES = "services"
    SIGNALS = "signals"
    HUB = "hub"


class Link(NamedTuple):
    """One step in a group: signal `a` of one service and `b` of another, so far `apart`.

    `detail` is the trace or request id; for a dependency, the service that the other one needs.
    """

    reason: Reason
    a: str
    b: str
    service_a: str
    service_b: str
    apart: timedelta
    detail: str
    limit: timedelta

    @property
    def confidence(self) -> float:
        """How much the link can be trusted, 0 to 1: a shared trace is proof, a dependency fades with the time."""
        if self.reason is Reason.DEPENDENCY:
            return 0.7 * exp(-(self.apart / self.limit))
        return 1.0 if self.reason is Reason.TRACE else 0.95

    @property
    def words(self) -> str:
        """The reason in one line of plain words."""
        if self.reason is not Reason.DEPENDENCY:
            return f"{self.service_a} and {self.service_b} share {self.reason} {self.detail}"
        needs, needed = sorted((self.service_a, self.service_b), key=self.detail.__eq__)
        return f"{needs} depends on {needed}, {_seconds(self.apart)} apart (at most {_seconds(self.limit)})"


class Refusal(NamedTuple):
    """A link that was not made: to which group, what would have linked (None: the same service), what forbade it."""

    other: str
    reason: Link | None
    cap: Cap
    limit: timedelta | int

    @property
    def words(self) -> str:
        """Why not, in one line of plain words."""
        why = self.reason.words if self.reason else "the same service has signals in both"
        return f"{why}; but {_AGAINST[self.cap].format(limit=_shown(self.limit))}"


_AGAINST = {
    Cap.LIFETIME: "the other began more than {limit} earlier",
    Cap.SERVICES: "together they would have more than {limit} services",
    Cap.SIGNALS: "together they would have more than {limit} signals",
    Cap.HUB: "what has more than {limit} partners links nothing",
}


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.3g} s"


def _shown(limit: timedelta | int) -> str:
    return _seconds(limit) if isinstance(limit, timedelta) else f"{limit:,}"
