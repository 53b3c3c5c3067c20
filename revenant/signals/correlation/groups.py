"""What is open while signals stream by: a group, and in it one slot a service, and in that one series an alert."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256

from revenant.signals.correlation.links import Cap, Link, Refusal
from revenant.signals.signal import Signal

SAMPLES = 3
MAX_SERIES = 1000


class Series:
    """Everything of one fingerprint in a slot: how many, the first and the last, and a few ids."""

    __slots__ = ("count", "first", "ids", "last", "resolved", "sample")

    def __init__(self, at: float, sample: Signal) -> None:
        self.sample = sample
        self.count = 0
        self.first = self.last = at
        self.ids: list[str] = []
        self.resolved = False


class Slot:
    """One service in one environment, while it takes part in a group."""

    __slots__ = ("count", "first_id", "group", "key", "last", "last_id", "series", "service", "touched")

    def __init__(self, key: tuple[str, ...], service: str, at: float, signal_id: str) -> None:
        self.key, self.service = key, service
        self.group = Group(self, at, signal_id)
        self.series: dict[str | tuple[str, str], Series] = {}
        self.first_id = self.last_id = signal_id
        self.last = self.touched = at
        self.count = 0

    def take(self, at: float, signal: Signal) -> None:
        """Count a signal. A late one moves no time forward."""
        name = signal.fingerprint or (signal.name, signal.instance)
        series = self.series.get(name)
        if series is None:
            series = self._new_series(name, at, signal)
        series.count += 1
        self.count += 1
        if at >= self.last:
            series.last = self.last = at
            self.last_id = signal.id
            if at > self.group.last:
                self.group.last = at
        else:
            series.first, series.last = min(series.first, at), max(series.last, at)
        if series.count <= SAMPLES:
            series.ids.append(signal.id)

    def resolve(self, signal: Signal) -> None:
        """Note that an alert is over, if it is one of this slot's."""
        series = self.series.get(signal.fingerprint or (signal.name, signal.instance))
        if series is not None:
            series.resolved = True

    def _new_series(self, name: str | tuple[str, str], at: float, signal: Signal) -> Series:
        """A series of its own, or the common one once there are too many to tell apart."""
        if len(self.series) >= MAX_SERIES:
            name = ("", "")
            if name in self.series:
                return self.series[name]
        return self.series.setdefault(name, Series(at, signal))


class Group:
    """Slots that belong together. Its id comes from its first signal, so the same input gives the same one."""

    __slots__ = (
        "environment", "first", "first_id", "healthy", "is_over", "last", "late", "links", "members", "refused",
        "slots",
    )  # fmt: skip

    def __init__(self, slot: Slot, at: float, signal_id: str) -> None:
        self.environment = slot.key[0]
        self.slots = [slot]
        self.first = self.last = at
        self.first_id = signal_id
        self.links: list[Link] = []
        self.refused: dict[tuple[str, str], Refusal] = {}
        self.members: list[str] = []
        self.healthy = self.late = 0
        self.is_over = False

    @property
    def age(self) -> tuple[float, str]:
        """Which of two groups is the older one."""
        return self.first, self.first_id

    @property
    def id(self) -> str:
        """Time and service of the first signal, and six digits of a hash over them, its environment and its id."""
        service = self.slots[0].service
        began = datetime.fromtimestamp(self.first, UTC)
        whole = "\0".join((self.environment, service, f"{self.first:.6f}", self.first_id))
        digest = sha256(whole.encode(errors="replace")).hexdigest()
        return f"{began:%Y%m%d-%H%M%S}-{_slug(service)}-{digest[:6]}"

    @property
    def count(self) -> int:
        return sum(slot.count for slot in self.slots)

    def covers(self, at: float, gap: float) -> bool:
        """Whether a signal of this time, which may be late, falls into it."""
        return self.first - gap <= at <= self.last + gap

    def refuse(self, other: Group, reason: str, cap: Cap, limit: float) -> None:
        """Keep in mind that an older group may have to do with this one, once for each cap."""
        self.refused.setdefault((other.id, cap.value), Refusal(other.id, reason, cap, limit))

    def absorb(self, other: Group) -> None:
        """Take everything of a younger group, which is no more."""
        other.is_over = True
        for slot in other.slots:
            slot.group = self
        self.slots += other.slots
        self.links += other.links
        self.refused |= other.refused
        self.members += other.members
        self.last = max(self.last, other.last)
        self.healthy += other.healthy
        self.late += other.late


def _slug(service: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", service.lower()).strip("-")[:40] or "unknown"
