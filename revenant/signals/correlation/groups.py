"""What is open while signals stream by: a group, and in it one slot a service, and in that one series an alert."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from revenant.signals.correlation.links import Cap, Link, Refusal
from revenant.signals.signal import Gravity, Kind, Signal, State

SAMPLES = 3
MAX_SERIES = 1000
NEVER, FOREVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_INFO, _RESOLVED, _EVENT = Gravity.INFO, State.RESOLVED, Kind.EVENT  # Python 3.11 looks members up slowly


class Series:
    """Everything of one fingerprint in a slot: how many, the first and the last, and a few ids."""

    __slots__ = ("count", "first", "ids", "last", "resolved", "sample")

    def __init__(self, at: datetime, sample: Signal) -> None:
        self.sample = sample
        self.count = 0
        self.first = self.last = at
        self.ids: list[str] = []
        self.resolved = False


class Slot:
    """One service in one environment, while it takes part in a group."""

    __slots__ = ("calm_until", "group", "key", "last", "last_id", "series", "service")

    def __init__(self, key: tuple[str, ...], service: str, at: datetime, signal_id: str) -> None:
        self.key, self.service = key, service
        self.group = Group(self, at, signal_id)
        self.series: dict[str | tuple[str, str], Series] = {}
        self.last_id = signal_id
        self.last = self.calm_until = at

    @property
    def count(self) -> int:
        return sum(series.count for series in self.series.values())

    def count_repeat(self, at: datetime, signal: Signal) -> bool:
        """Count a signal of a series seen before, in time and in order; False where it needs a closer look."""
        series = self.series.get(signal.fingerprint or (signal.name, signal.instance))
        if series is None or series.resolved or not self.last <= at <= self.calm_until:
            return False
        if signal.severity is _INFO or signal.status is _RESOLVED or signal.kind is _EVENT:
            return False
        if series.count < SAMPLES:
            series.ids.append(signal.id)
        series.count += 1
        series.last = self.last = self.group.last = at
        self.last_id = signal.id
        return True

    def take(self, at: datetime, signal: Signal) -> None:
        """Count a signal. A late one moves no time forward."""
        name = signal.fingerprint or (signal.name, signal.instance)
        series = self.series.get(name) or self._new_series(name, at, signal)
        series.count += 1
        series.resolved = False
        series.first, series.last = min(series.first, at), max(series.last, at)
        if at >= self.last:
            self.last, self.last_id = at, signal.id
            self.group.last = max(self.group.last, at)
        if series.count <= SAMPLES:
            series.ids.append(signal.id)

    def resolve(self, signal: Signal) -> None:
        """Note that an alert is over, if it is one of this slot's."""
        series = self.series.get(signal.fingerprint or (signal.name, signal.instance))
        if series is not None:
            series.resolved = True

    def _new_series(self, name: str | tuple[str, str], at: datetime, signal: Signal) -> Series:
        """A series of its own, or the common one once there are too many to tell apart."""
        if len(self.series) >= MAX_SERIES:
            name = ("", "")
            if name in self.series:
                return self.series[name]
        return self.series.setdefault(name, Series(at, signal))


class Group:
    """Slots that belong together. Its id comes from its first signal, so the same input gives the same one."""

    __slots__ = (
        "_id", "environment", "first", "first_id", "healthy", "is_over", "last", "late", "links", "members", "refused",
        "slots",
    )  # fmt: skip

    def __init__(self, slot: Slot, at: datetime, signal_id: str) -> None:
        self.environment = slot.key[0]
        self.slots = [slot]
        self.first = self.last = at
        self.first_id = signal_id
        self.links: list[Link] = []
        self.refused: dict[str, Refusal] = {}
        self.members: list[str] = []
        self.healthy = self.late = 0
        self.is_over = False
        self._id = ""

    @property
    def age(self) -> tuple[datetime, str]:
        """Which of two groups is the older one."""
        return self.first, self.first_id

    @property
    def id(self) -> str:
        """Time and service of the first signal, and six digits of a hash over them, its environment and its id."""
        if not self._id:
            service = self.slots[0].service
            whole = "\0".join((self.environment, service, self.first.isoformat(), self.first_id))
            digest = sha256(whole.encode(errors="replace")).hexdigest()
            self._id = f"{self.first.astimezone(UTC):%Y%m%d-%H%M%S}-{_slug(service)}-{digest[:6]}"
        return self._id

    @property
    def count(self) -> int:
        return sum(slot.count for slot in self.slots)

    def covers(self, at: datetime, gap: timedelta) -> bool:
        """Whether a signal of this time, which may be late, falls into it."""
        return at - self.last <= gap and self.first - at <= gap

    def refuse(self, other: Group, reason: Link | None, cap: Cap, limit: timedelta | int) -> None:
        """Keep in mind that another group may have to do with this one, and why they are apart."""
        self.refused.setdefault(other.id, Refusal(other.id, reason, cap, limit))

    def is_apart_from(self, other: Group) -> bool:
        """Whether a cap has kept the two apart before; it will do so again."""
        return other.id in self.refused or self.id in other.refused

    def absorb(self, other: Group) -> None:
        """Take everything of a younger group, which is no more."""
        other.is_over = True
        for slot in other.slots:
            slot.group = self
            slot.calm_until = NEVER
        self.slots += other.slots
        self.links += other.links
        self.refused |= other.refused
        self.members += other.members
        self.last = max(self.last, other.last)
        self.healthy += other.healthy
        self.late += other.late


def _slug(service: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", service.lower()).strip("-")[:40] or "unknown"
