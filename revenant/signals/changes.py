"""Changes as values: deployments, configuration, flags, migrations; and which an incident may be due to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import exp
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from revenant.core.text import encodable
from revenant.core.times import format_duration
from revenant.signals.graph import Graph

SCHEMA = "revenant/changes@1"
DEPLOYMENT, FAILED = "deployment", "failed"
KINDS = (DEPLOYMENT, "configuration", "flag", "migration", "other")
OUTCOMES = ("started", "succeeded", FAILED)
WINDOW = timedelta(hours=4)
_NO_TIME = timedelta(0)
_FADING = timedelta(minutes=30)
_AT_ONE_REMOVE = 0.5
Time = Annotated[datetime, Meta(tz=True)]
Word = Annotated[str, Meta(min_length=1)]


class Change(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one service: `at` is when it was made, `by` whoever recorded it, `recorded` when, if later.

    A kind or status of a newer version is kept as it is. `source` says where it was imported from.
    """

    id: Annotated[str, Meta(pattern="^[0-9a-hjkmnp-tv-z]{8}$")]
    at: Time
    kind: Word
    service: Word
    environment: str = ""
    by: Word
    summary: Word
    version: str = ""
    reference: str = ""
    source: str = ""
    rollback_of: str = ""
    status: str = ""
    recorded: Time | None = None

    @property
    def is_deployment(self) -> bool:
        """Whether it brought something new; what takes a change back is a rollback."""
        return self.kind == DEPLOYMENT and not self.rollback_of

    @property
    def has_failed(self) -> bool:
        return self.status == FAILED

    @property
    def words(self) -> str:
        """What was done to what: `deployment 41 of checkout to production: halve the pool`."""
        version = f" {self.version}" if self.version else ""
        where = f" in {self.environment}" if self.environment else ""
        failed = ", failed" if self.has_failed else ""
        summary = "" if self.summary == self.version else f": {self.summary}"
        return f"{self.kind}{version} of {self.service}{where}{failed}{summary}"


class Suspect(Struct, frozen=True):
    """A change shortly before an incident: how long before, and of which of its services it is, or is a dependency."""

    change: Change
    lag: timedelta
    service: str
    weight: float

    @property
    def reason(self) -> str:
        """Why it is named, in words."""
        own = self.change.service == self.service
        return f"{format_duration(self.lag)} before, " + ("same service" if own else f"dependency of {self.service}")


def suspects(
    changes: Iterable[Change],
    services: Iterable[str],
    environment: str,
    start: datetime,
    graph: Graph,
    window: timedelta = WINDOW,
) -> list[Suspect]:
    """Changes of the services, or of what they depend on directly, within `window` before `start`; likeliest first.

    The longer before, the less likely; a dependency's change counts half. Where a change or the incident
    says no environment, it may have been the same.
    """
    wanted = sorted(set(services))
    found = (suspect(change, wanted, environment, start, graph, window) for change in distinct(changes))
    return likeliest(each for each in found if each is not None)


def suspect(
    change: Change, services: list[str], environment: str, start: datetime, graph: Graph, window: timedelta
) -> Suspect | None:
    """The change as one of those, if it is one; `services` in alphabetical order."""
    lag = start - change.at
    if not _NO_TIME <= lag <= window or _is_elsewhere(change, environment):
        return None
    near = _nearest(change.service, services, graph)
    return None if near is None else Suspect(change, lag, near, _weight(lag, own=near == change.service))


def likeliest(found: Iterable[Suspect]) -> list[Suspect]:
    """In the order in which they are worth looking at."""
    return sorted(found, key=lambda each: (-each.weight, each.change.id))


def latest_before(
    changes: Iterable[Change], services: Iterable[str], environment: str, start: datetime
) -> Suspect | None:
    """The latest deployment of the services before `start` that did not fail, however long before; None without any.

    Some tools blame it for every incident. Where nothing was deployed for weeks, that is what they blame.
    """
    wanted = frozenset(services)
    made = [
        change
        for change in distinct(changes)
        if change.is_deployment
        and not change.has_failed
        and change.service in wanted
        and change.at <= start
        and not _is_elsewhere(change, environment)
    ]
    latest = max(made, key=lambda change: (change.at, change.id), default=None)
    return None if latest is None else Suspect(latest, start - latest.at, latest.service, 1.0)


def _is_elsewhere(change: Change, environment: str) -> bool:
    return bool(environment and change.environment and change.environment != environment)


def _nearest(changed: str, services: list[str], graph: Graph) -> str | None:
    """The service itself if it is among them, else the first that depends on it."""
    if changed in services:
        return changed
    return next((name for name in services if changed in graph.dependencies(name)), None)


def _weight(lag: timedelta, *, own: bool) -> float:
    return exp(-lag / _FADING) * (1.0 if own else _AT_ONE_REMOVE)


def distinct(changes: Iterable[Change]) -> list[Change]:
    """One change an id: two clones may have imported the same one. The line recorded first counts."""
    kept: dict[str, Change] = {}
    for change in changes:
        other = kept.get(change.id)
        if other is None or _order(change) < _order(other):
            kept[change.id] = change
    return list(kept.values())


def _order(change: Change) -> tuple[datetime, str]:
    return change.recorded or change.at, repr(change)


def to_data(change: Change) -> dict[str, Any]:
    """The change as plain data in the order of the file."""
    data: dict[str, Any] = msgspec.to_builtins(change, builtin_types=(datetime,))
    return {key: encodable(value) if isinstance(value, str) else value for key, value in data.items()}


def from_data(data: Any) -> Change:
    """Read plain data as a change.

    Raises:
        msgspec.ValidationError: it is none.
    """
    return msgspec.convert(data, Change)


def from_json(document: str) -> Change | None:
    """Read JSON as a change; None where it is not one."""
    try:
        return _DECODER.decode(document)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None


_DECODER: msgspec.json.Decoder[Change] = msgspec.json.Decoder(Change)
