"""Where changes come from besides people: signals of the kind `event`, and another repository's tags and merges.

The same source always gives the same id, in any clone, so that nothing is brought in twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from hashlib import sha256
from typing import Any, NamedTuple

from msgspec import Struct

from revenant.core.ids import base32
from revenant.core.text import shorten
from revenant.core.times import format_time
from revenant.signals.changes import KINDS, OUTCOMES, Change
from revenant.signals.signal import UNKNOWN, Kind, Signal

_LONGEST_SUMMARY = 200
_OUTCOMES = {"success": "succeeded", "failure": "failed", "error": "failed"}
# What systems tell of one change before and after it: each of these would count it once more.
_NOT_THE_CHANGE = frozenset(
    {"created", "requested", "queued", "pending", "waiting", "in_progress", "inactive", "cancelled", "skipped"}
    | {"released", "prereleased", "edited", "unpublished", "deleted"}
)


class Found(NamedTuple):
    """What a source holds: where, what it is called, and the change it is, or the reason why it is none."""

    source: str
    title: str
    change: Change | None
    reason: str = ""
    is_unreadable: bool = False


class Landmark(NamedTuple):
    """A tag or a merge of a code repository; `at` is None where git could not say."""

    sort: str
    name: str
    commit: str
    at: datetime | None
    subject: str


class Defaults(Struct, frozen=True):
    """Who brings changes in, when, and what is to be said where their source does not; `every` signal may be one."""

    by: str
    now: datetime
    service: str = ""
    environment: str = ""
    kind: str = "deployment"
    every: bool = False

    def change(self, source: str, at: datetime, **fields: Any) -> Change:
        """A change of this source; its id follows from it."""
        recorded = None if at == self.now else self.now
        return Change(id=_id_of(source), at=at, by=self.by, source=source, recorded=recorded, **fields)


def _id_of(source: str) -> str:
    return base32(int.from_bytes(sha256(source.encode(errors="replace")).digest()[:5], "big"), 8).lower()


def from_signal(signal: Signal, defaults: Defaults) -> Found:
    """The change that a signal reports."""
    source, title = f"signal/{signal.id}", signal.name or signal.id
    service = defaults.service if signal.service == UNKNOWN else signal.service
    at = signal.at.replace(microsecond=0)
    if signal.kind is not Kind.EVENT and not defaults.every:
        return Found(source, title, None, f"it is of the kind {signal.kind}, no event")
    if not service:
        return Found(source, title, None, "its source does not say of which service; --service names one")
    if at > defaults.now:
        return Found(source, title, None, _in_future(at))
    state = _state(signal.attributes)
    if state in _NOT_THE_CHANGE:
        return Found(source, title, None, f"its state is {state}: it goes before or after the change itself")
    known = signal.environment != UNKNOWN
    fields = _told(signal.attributes) | {
        "service": service,
        "environment": signal.environment if known else defaults.environment,
        "summary": shorten(title, _LONGEST_SUMMARY),
    }
    return Found(source, title, defaults.change(source, at, **fields))


def _told(attributes: dict[str, Any]) -> dict[str, str]:
    """What a signal's attributes say of the change, under the names that sources use."""
    kind = _first(attributes, "change_kind", "kind", "type")
    status = _OUTCOMES.get(_state(attributes), _state(attributes))
    return {
        "kind": kind if kind in KINDS else "deployment",
        "version": _first(attributes, "version", "tag_name", "ref"),
        "reference": _first(attributes, "reference", "url", "commit", "sha", "commit_sha"),
        "status": status if status in OUTCOMES else "",
    }


def _state(attributes: dict[str, Any]) -> str:
    return _first(attributes, "status", "state", "outcome", "conclusion", "result").lower()


def _first(attributes: dict[str, Any], *names: str) -> str:
    return next((str(attributes[name]) for name in names if attributes.get(name)), "")


def from_landmark(landmark: Landmark, defaults: Defaults) -> Found:
    """The change that a tag or a merge stands for."""
    source = f"git/{defaults.service}/{landmark.sort}/{landmark.name}@{landmark.commit[:12]}"
    if landmark.at is None:
        return Found(source, landmark.name, None, "git does not know when it was made, or it is not of a commit")
    if landmark.at > defaults.now:
        return Found(source, landmark.name, None, _in_future(landmark.at))
    change = defaults.change(
        source,
        landmark.at,
        kind=defaults.kind,
        service=defaults.service,
        environment=defaults.environment,
        summary=shorten(landmark.subject or landmark.name, _LONGEST_SUMMARY),
        version=landmark.name if landmark.sort == "tag" else "",
        reference=landmark.commit,
    )
    return Found(source, landmark.name, change)


def matching(landmarks: Iterable[Landmark], pattern: str) -> Iterator[Landmark]:
    """Those whose name fits a pattern such as v*."""
    return (landmark for landmark in landmarks if fnmatchcase(landmark.name, pattern))


def sift(found: Iterable[Found], known: frozenset[str]) -> tuple[list[Change], list[Found]]:
    """The changes that are new, each once and oldest first, and everything left out with its reason."""
    new: dict[str, Change] = {}
    left: list[Found] = []
    for each in found:
        if each.change is None:
            left.append(each)
        elif each.change.id in known or each.change.id in new:
            left.append(each._replace(change=None, reason="recorded already"))
        else:
            new[each.change.id] = each.change
    return sorted(new.values(), key=lambda change: (change.at, change.id)), left


def _in_future(at: datetime) -> str:
    return f"it is dated {format_time(at)}, in the future"
