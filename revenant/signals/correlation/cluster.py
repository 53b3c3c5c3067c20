"""A group that is over, as a value: what was seen, what holds it together, what was kept apart, and its causes."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from revenant.core.severity import Severity
from revenant.signals.correlation.groups import Group, Series, Slot
from revenant.signals.correlation.links import Link, Refusal
from revenant.signals.rarity import Series as Evidence
from revenant.signals.signal import MAX_SAID, Gravity, Kind

_ORDER = list(Gravity)
_FLOORS = {each.value: each for each in Severity}


class Seen(Evidence, frozen=True, kw_only=True):
    """One series of signals: beside what the search for causes needs, how it is recognised when it comes again.

    `ids` are those of the first few signals; `about` is what its source says for people; `is_rest` where a service
    has so many series that these are told apart no more. Of an alert about the error budget of an SLO also its name,
    how severe that is at least, and why.
    """

    fingerprint: str = ""
    ids: tuple[str, ...] = ()
    resolved: bool = False
    is_rest: bool = False
    about: str = ""
    runbook: str = ""
    slo: str = ""
    floor: Severity | None = None
    floor_why: str = ""


class Cluster(Struct, frozen=True, kw_only=True):
    """Signals that belong together. `seen` has the worst and most frequent series first."""

    id: str
    environment: str
    services: list[str]
    first: datetime
    last: datetime
    seen: list[Seen]
    links: list[Link]
    refused: list[Refusal]
    healthy: int
    late: int

    @property
    def count(self) -> int:
        """How many signals."""
        return sum(each.count for each in self.seen)

    @property
    def gravity(self) -> Gravity:
        """The worst severity that any signal states; NONE where none does."""
        return min((each.gravity for each in self.seen), key=_ORDER.index, default=Gravity.NONE)

    @property
    def slos(self) -> list[str]:
        """The SLOs whose error budgets burn, by what alerts say."""
        return list(dict.fromkeys(each.slo for each in self.seen if each.slo))

    @property
    def floor(self) -> Seen | None:
        """The alert that asks for the highest severity at least; None where none does."""
        asking = [each for each in self.seen if each.floor is not None]
        return min(asking, key=lambda each: each.floor or Severity.SEV4, default=None)

    @property
    def is_resolved(self) -> bool:
        """Whether everything in it that can be resolved has been, and something has."""
        alerts = [each for each in self.seen if each.kind is Kind.ALERT]
        return bool(alerts) and all(each.resolved for each in alerts)

    def is_incident(self, min_signals: int) -> bool:
        """Whether it is enough to call somebody: an alert people have set up, anything critical, or several signals."""
        loud = any(each.kind is Kind.ALERT or each.gravity is Gravity.CRITICAL for each in self.seen)
        return loud or self.count >= min_signals


def cluster_of(group: Group) -> Cluster:
    """The value of a group that nothing joins any more."""
    seen = [_seen(slot, series) for slot in group.slots for series in slot.series.values()]
    return Cluster(
        id=group.id,
        environment=group.environment,
        services=list(dict.fromkeys(slot.service for slot in group.slots)),
        first=min(each.first for each in seen),
        last=max(each.last for each in seen),
        seen=sorted(seen, key=_urgency),
        links=group.links,
        refused=list(group.refused.values()),
        healthy=group.healthy,
        late=group.late,
    )


def _urgency(seen: Seen) -> tuple[int, bool, int, datetime, str, str, str]:
    return _ORDER.index(seen.gravity), seen.is_rest, -seen.count, seen.first, seen.service, seen.name, seen.instance


def _seen(slot: Slot, series: Series) -> Seen:
    sample, said = series.sample, series.sample.attributes
    floor = _FLOORS.get(_text(said.get("severity_floor"))) if sample.kind is Kind.ALERT else None
    return Seen(
        service=slot.service,
        name=sample.name[:MAX_SAID],
        kind=sample.kind,
        first=series.first,
        last=series.last,
        instance=sample.instance[:MAX_SAID],
        gravity=sample.severity,
        peer=_text(said.get("peer.service")),
        count=series.count,
        fingerprint=sample.fingerprint,
        ids=tuple(series.ids),
        resolved=series.is_resolved,
        is_rest=series.is_rest,
        about=_text(said.get("summary") or said.get("description")),
        runbook=_text(said.get("runbook_url")),
        slo=_text(said.get("slo")).strip() if sample.kind is Kind.ALERT else "",
        floor=floor,
        floor_why=_text(said.get("description")) if floor else "",
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
