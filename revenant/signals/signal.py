"""The one model of a signal: an alert, log line, metric point, span or event, whatever system it came from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from operator import attrgetter
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, structs

UNKNOWN = "unknown"
Time = Annotated[datetime, Meta(tz=True)]
Word = Annotated[str, Meta(min_length=1)]


class Kind(StrEnum):
    """What sort of thing was seen. An EVENT is a change: a deployment, a flag, a configuration."""

    __hash__ = str.__hash__  # an enum's own is slow

    ALERT = "alert"
    LOG = "log"
    METRIC = "metric"
    TRACE = "trace"
    EVENT = "event"


class Gravity(StrEnum):
    """A signal's severity, worst first. NONE: its source does not say."""

    __hash__ = str.__hash__

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NONE = ""


class State(StrEnum):
    """Whether it goes on. Only sources that say when something is over send RESOLVED."""

    __hash__ = str.__hash__

    FIRING = "firing"
    RESOLVED = "resolved"


_CONTENT = attrgetter(
    "at", "id", "kind", "service", "environment", "name", "severity", "status", "instance", "trace_id", "request_id",
    "fingerprint",
)  # fmt: skip
_SAID = ("peer.service", "summary", "description", "runbook_url", "slo", "severity_floor")
MAX_SAID = 500
_FIRING, _EVENT, _INFO = State.FIRING, Kind.EVENT, Gravity.INFO  # Python 3.11 looks members up slowly


class Signal(Struct, frozen=True, kw_only=True, omit_defaults=True, order=True, gc=False):
    """One signal, normalised. `service` and `environment` are `unknown` where the source does not say.

    Signals sort by `at`, when it happened, to the microsecond, and then by `id`. `fingerprint` is the same for
    every signal of one series, such as an alert with one set of labels; `attributes` keep what has no field here.
    """

    at: Time
    id: Word
    kind: Kind
    service: Word = UNKNOWN
    environment: Word = UNKNOWN
    name: str = ""
    severity: Gravity = Gravity.NONE
    status: State = State.FIRING
    instance: str = ""
    trace_id: str = ""
    request_id: str = ""
    fingerprint: str = ""
    attributes: dict[str, Any] = {}

    @property
    def correlation_key(self) -> str:
        """What its closest relatives share: service, environment, and the trace or request where there is one."""
        return correlation_key(self.environment, self.service, self.trace_id or self.request_id)

    @property
    def is_unhealthy(self) -> bool:
        """Whether it says that something is wrong. A change is no trouble in itself; INFO says that all is well."""
        return self.status is _FIRING and self.kind is not _EVENT and self.severity is not _INFO


def essence(signal: Signal) -> Signal:
    """The signal with only those attributes that are asked for later, cut short: nobody bounds the rest."""
    if not signal.attributes:
        return signal
    said = ((name, signal.attributes.get(name)) for name in _SAID)
    kept = {name: value[:MAX_SAID] for name, value in said if isinstance(value, str)}
    return structs.replace(signal, attributes=kept)


def order_of(signal: Signal) -> tuple[Any, ...]:
    """What signals sort by, whichever way they were read: as they compare among themselves, then by attributes."""
    attributes = msgspec.json.encode(signal.attributes, order="deterministic", enc_hook=str)
    return *_CONTENT(signal), attributes


def correlation_key(environment: str, service: str, context: str = "") -> str:
    """Sixteen hexadecimal digits of SHA-256 over environment, service and trace or request id."""
    return sha256("\0".join((environment, service, context)).encode(errors="replace")).hexdigest()[:16]


def signal_id(payload: Any) -> str:
    """An id for a signal that came without one: the same content always gets the same one."""
    return sha256(msgspec.json.encode(payload, order="deterministic", enc_hook=str)).hexdigest()[:16]


def to_data(signal: Signal) -> dict[str, Any]:
    """The signal as plain data: identity, time, kind, service and environment always stand, the rest where known."""
    data: dict[str, Any] = msgspec.to_builtins(signal, builtin_types=(datetime,))
    head = {"id": signal.id, "at": signal.at, "kind": signal.kind, "service": signal.service}
    key = {"environment": signal.environment, "correlation_key": signal.correlation_key}
    return head | key | data


def to_line(signal: Signal) -> bytes:
    """The signal as one line of JSON."""
    return msgspec.json.encode(to_data(signal)) + b"\n"
