"""What earlier incidents have shown, and so how rare it is to see a thing in this one.

The measure is inverse document frequency (Spärck Jones, 1972) with an incident as the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import log2

from msgspec import Struct, field

from revenant.signals.signal import Gravity, Kind

HALF_LIFE = 20
"""Incidents after which one counts half: systems change, and what went wrong of late may still be wrong."""
_FORGOTTEN = 10 * HALF_LIFE
_FADING = 0.5 ** (1 / HALF_LIFE)


class Series(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One distinct thing seen in a group of signals, however often. `peer` is the other side of a call."""

    service: str
    name: str
    kind: Kind
    first: datetime
    last: datetime
    instance: str = ""
    gravity: Gravity = Gravity.NONE
    peer: str = ""
    count: int = 1

    @property
    def key(self) -> str:
        """What makes it the same thing in another incident."""
        return "\0".join((self.service, self.instance, self.name))

    @property
    def is_evidence(self) -> bool:
        """Whether it says that something is wrong: a change does not, and INFO says that all is well."""
        return self.kind is not Kind.EVENT and self.gravity is not Gravity.INFO


class Trace(Struct, array_like=True):
    """What is left of a thing in memory: how often it was seen, faded, as of the incident `number`."""

    weight: float
    number: int


class History(Struct):
    """How many earlier incidents there were and in how many each thing was seen; older ones count less.

    Built by observing whole incidents, oldest first, without the one that is being explained.
    """

    incidents: int = 0
    seen: dict[str, Trace] = field(default_factory=dict)

    def observe(self, series: Iterable[Series]) -> None:
        """Take in one more incident."""
        self.incidents += 1
        for key in {each.key for each in series}:
            self.seen[key] = Trace(self._weight(key) + 1, self.incidents)
        if self.incidents % HALF_LIFE == 0:
            self._forget()

    def rarity(self, series: Series) -> float:
        """Bits of surprise at seeing it: 1 when nothing is known, near 0 for what every incident shows."""
        incidents = (1 - _FADING**self.incidents) / (1 - _FADING)
        return log2((incidents + 2) / (self._weight(series.key) + 1))

    def _weight(self, key: str) -> float:
        trace = self.seen.get(key)
        return trace.weight * _FADING ** (self.incidents - trace.number) if trace else 0.0

    def _forget(self) -> None:
        since = self.incidents - _FORGOTTEN
        self.seen = {key: trace for key, trace in self.seen.items() if trace.number > since}
