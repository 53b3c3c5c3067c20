"""What is open while signals stream by: a group, and in it one slot a service, and in that one series an alert."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from operator import attrgetter
from sys import intern
from typing import Any

from msgspec import structs

from revenant.signals.correlation.links import Cap, Link, Refusal
from revenant.signals.signal import Signal, essence, order_of

SAMPLES = 3
MAX_SERIES = 1000
NEVER, FOREVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
Key = tuple[Any, ...]
# What makes two signals repeats of one series.
key_of = attrgetter(
    "fingerprint", "environment", "service", "name", "instance", "severity", "status", "kind"
)  # fmt: skip


def shared_key(signal: Signal) -> Key:
    """The key of a signal, made of words that equal keys share: comparing them touches little memory."""
    return tuple(intern(part) if type(part) is str else part for part in key_of(signal))


class Series:
    """Repeats of one signal in a slot: how many, from when to when, and the ids of the first few.

    Only times are kept of the latest one: to hold on to whole signals costs more than all the rest.
    """

    __slots__ = ("count", "ended_at", "first", "ids", "is_rest", "last", "sample", "slot")

    def __init__(self, slot: Slot, signal: Signal, *, is_rest: bool = False) -> None:
        self.slot, self.sample, self.is_rest = slot, signal, is_rest
        self.count = 0
        self.first = self.last = signal.at
        self.ids: list[str] = []
        self.ended_at = NEVER

    @property
    def is_resolved(self) -> bool:
        """Whether the latest word is that it is over."""
        return self.ended_at >= self.last


class Slot:
    """One service in one environment, while it takes part in a group."""

    __slots__ = ("around", "calm_until", "group", "key", "last", "last_id", "series", "service")

    def __init__(self, key: Key, signal: Signal, around: list[Key]) -> None:
        self.key, self.service, self.around = key, signal.service, around
        self.last, self.last_id = signal.at, signal.id
        self.group = Group(self, signal)
        self.series: dict[Key, Series] = {}
        self.calm_until = NEVER

    @property
    def count(self) -> int:
        return sum(series.count for series in self.series.values())

    def take(self, signal: Signal, key: Key) -> Series:
        """Count a signal in the series of its key. A late one moves no time forward."""
        series = self._series_of(signal, key)
        if len(series.ids) < SAMPLES:
            series.ids.append(signal.id)
        series.count += 1
        series.first, series.last = min(series.first, signal.at), max(series.last, signal.at)
        if signal.at >= self.last:
            self.last, self.last_id = signal.at, signal.id
            self.group.last = max(self.group.last, signal.at)
        return series

    def _series_of(self, signal: Signal, key: Key) -> Series:
        """A series of its own, or, once there are too many to tell apart, the common one of its severity and kind."""
        if known := self.series.get(key):
            return known
        if len(self.series) < MAX_SERIES:
            return self.series.setdefault(key, Series(self, essence(signal)))
        rest = (signal.severity, signal.kind)
        if rest not in self.series:
            nameless = structs.replace(signal, name=f"other {signal.kind}s", instance="", fingerprint="", attributes={})
            self.series[rest] = Series(self, nameless, is_rest=True)
        return self.series[rest]

    def resolve(self, signal: Signal) -> None:
        """Note that an alert is over, if it is one of this slot's."""
        for series in self.series.values():
            known = series.sample
            if (known.fingerprint, known.name, known.instance) == (signal.fingerprint, signal.name, signal.instance):
                series.ended_at = signal.at


class Group:
    """Slots that belong together. Its id comes from its first signal, so the same input gives the same one."""

    __slots__ = (
        "_id", "apart", "environment", "first", "healthy", "is_over", "last", "late", "links", "members", "refused",
        "slots",
    )  # fmt: skip

    def __init__(self, slot: Slot, signal: Signal) -> None:
        self.environment = signal.environment
        self.slots = [slot]
        self.first, self.last = essence(signal), signal.at
        self.links: list[Link] = []
        self.refused: dict[str, Refusal] = {}
        self.apart: set[str] = set()
        self.members: list[str] = []
        self.healthy = self.late = 0
        self.is_over = False
        self._id = ""

    @property
    def id(self) -> str:
        """Time and service of the first signal, and six digits of a hash over them, its environment and its id."""
        if not self._id:
            at, service = self.first.at.astimezone(UTC), self.first.service
            whole = "\0".join((self.environment, service, at.isoformat(), self.first.id))
            digest = sha256(whole.encode(errors="replace")).hexdigest()
            self._id = f"{at:%Y%m%d-%H%M%S}-{_slug(service)}-{digest[:6]}"
        return self._id

    @property
    def rank(self) -> tuple[Any, ...]:
        """What groups sort by: their first signals."""
        return order_of(self.first)

    @property
    def count(self) -> int:
        return sum(slot.count for slot in self.slots)

    def age(self, at: datetime) -> timedelta:
        """How long ago its first signal was."""
        return at - self.first.at

    def silence(self, at: datetime) -> timedelta:
        """How long ago its latest signal was."""
        return at - self.last

    def covers(self, at: datetime, gap: timedelta) -> bool:
        """Whether a signal of this time, which may be late, falls into it."""
        return at - self.last <= gap and self.first.at - at <= gap

    def refuse(self, other: Group, reason: Link | None, cap: Cap, limit: timedelta | int) -> None:
        """Keep in mind that an older group may have to do with this one, why, and why they are apart."""
        self.refused.setdefault(other.id, Refusal(other.id, reason, cap, limit))
        self.apart.add(other.id)
        other.apart.add(self.id)

    def let_go(self) -> None:
        """Forget the series of a group that is over and was told of; to wait for the collector takes much more room."""
        for slot in self.slots:
            slot.series.clear()

    def absorb(self, other: Group) -> None:
        """Take everything of a younger group, which is no more."""
        other.is_over = True
        for slot in other.slots:
            slot.group = self
            slot.calm_until = NEVER
        self.slots += other.slots
        self.links += other.links
        self.refused |= other.refused
        self.apart |= other.apart
        self.members += other.members
        self.last = max(self.last, other.last)
        self.healthy += other.healthy
        self.late += other.late


def _slug(service: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", service.lower()).strip("-")[:40] or "unknown"
