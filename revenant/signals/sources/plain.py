"""Plain JSON objects and CSV rows: our own JSON Lines, and anything a mapping names the columns of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from revenant.signals.signal import UNKNOWN, Gravity, Kind, Signal, State, signal_id
from revenant.signals.sources import labels as named
from revenant.signals.sources import ours
from revenant.signals.sources.found import Context, Doubt, Found, NotASignalError
from revenant.signals.sources.paths import object_in, value_at
from revenant.signals.sources.shapes import Attributes, bounded, mapping, text, title
from revenant.signals.sources.spellings import DERIVED, FIELDS, INNER, KEYS
from revenant.signals.sources.times import names_no_zone, read_time
from revenant.signals.sources.words import gravity, kind, state

SUMMARY = "plain JSON objects, JSON Lines and CSV; --map names other columns"
_NO_FIELD = ("", 0)
_OPENED = ("attributes", "labels")
_LOG_WORDS = frozenset({"message", "msg", "level", "log.level", "loglevel", "severity_text", "logger"})


def recognises(document: Any) -> bool:
    """Any object with a key that means a time."""
    return isinstance(document, dict) and any(KEYS.get(key, _NO_FIELD)[0] == "at" for key in document)


def read(document: Any, context: Context) -> Iterator[Found]:
    """The one signal of an object, and what was not understood of it."""
    if not isinstance(document, dict):
        raise NotASignalError("not an object with keys")
    if not context.mapping and (signal := ours.as_it_is(document, context)):
        yield signal
        return
    fields, rest = _sorted(document, context.mapping)
    yield _signal(document, fields, rest, context)
    if names_no_zone(fields.get("at")):
        yield Doubt("its time names no zone and was taken as UTC")
    if (word := text(fields.get("severity"))) and gravity(word) is None:
        yield Doubt(f"no severity is called {word[:40]!r}; it is kept as an attribute")


def from_mapping(data: dict[str, Any], context: Context) -> Signal:
    """One object as a signal; keys in snake_case or camelCase, unknown ones into the attributes.

    Raises:
        NotASignalError: it has no readable time.
    """
    fields, rest = _sorted(data, context.mapping)
    return _signal(data, fields, rest, context)


def _sorted(data: dict[str, Any], mapped: Mapping[str, str]) -> tuple[dict[str, Any], Attributes]:
    """Values by the field they mean, and all the others by their own key."""
    rest = dict(_flat(data))
    fields = {field: rest.pop(key) for field, key in _best(rest).items()}
    for field, path in mapped.items():
        if (value := value_at(data, path)) is not None:
            fields[field] = value
    return fields, rest


def _best(data: dict[str, Any]) -> dict[str, str]:
    """For each field the key to take: the most preferred spelling under which there is a plain value."""
    best: dict[str, tuple[int, str]] = {}
    for key, value in data.items():
        field, rank = KEYS.get(key, _NO_FIELD)
        if field and value is not None and not isinstance(value, dict | list):
            best[field] = min(best.get(field, (rank, key)), (rank, key))
    return {field: key for field, (_, key) in best.items()}


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Keys and values, those of `service: {name: …}` and the like as `service.name`; what is derived left out."""
    for key, value in data.items():
        if isinstance(value, dict) and key in INNER:
            yield from ((f"{key}.{inner}", found) for inner, found in value.items())
        elif key not in DERIVED:
            yield key, value


def _signal(data: dict[str, Any], fields: dict[str, Any], rest: Attributes, context: Context) -> Signal:
    at = read_time(fields.get("at"))
    if at is None:
        raise NotASignalError(_no_time(fields.get("at")))
    labels = mapping(rest.get("labels")) or object_in(text(rest.get("labels")))
    severity, status = gravity(text(fields.get("severity"))), state(text(fields.get("status")))
    sort = kind(text(fields.get("kind")))
    attributes = rest | _kept(fields, severity, status, sort)
    return Signal(
        id=text(fields.get("id")) or signal_id(data),
        at=at,
        kind=sort or _likely(data),
        service=_stated(fields, "service") or named.service(labels, context.service),
        environment=_stated(fields, "environment") or named.environment(labels, context.environment),
        name=title(fields.get("name")) or title(labels.get("alertname")),
        severity=severity or gravity(text(labels.get("severity"))) or Gravity.NONE,
        status=status or State.FIRING,
        instance=text(fields.get("instance")) or named.instance(labels),
        trace_id=named.trace_id(text(fields.get("trace_id"))) or named.trace(labels),
        request_id=text(fields.get("request_id")) or named.request(labels),
        fingerprint=text(fields.get("fingerprint")),
        attributes=bounded(_opened(attributes)),
    )


def _no_time(said: Any) -> str:
    if said is None:
        return f"it has no time: none of the keys {', '.join(FIELDS['at'][:5])} … (--map at=PATH names another)"
    return f"its time cannot be read: {str(said)[:60]!r}"


def _stated(fields: dict[str, Any], field: str) -> str:
    """A service or environment that is really named."""
    said = text(fields.get(field))
    return "" if said == UNKNOWN or (field == "service" and named.is_unknown(said)) else said


def _kept(fields: dict[str, Any], *read: object) -> Attributes:
    """Words that meant nothing to the tables, under the name of their field."""
    words = zip(("severity", "status", "kind"), read, strict=True)
    return {field: fields[field] for field, meaning in words if meaning is None and text(fields.get(field))}


def _likely(data: dict[str, Any]) -> Kind:
    """What an object that does not say its kind most likely is."""
    if _LOG_WORDS & data.keys() and not {"alertname", "fingerprint", "labels"} & data.keys():
        return Kind.LOG
    return Kind.TRACE if {"span_id", "spanId"} & data.keys() else Kind.ALERT


def _opened(attributes: Attributes) -> Attributes:
    """`attributes` and `labels` laid open beside the other keys, which win."""
    if not attributes.keys() & _OPENED:
        return attributes
    inner: Attributes = {}
    for key in _OPENED:
        inner |= mapping(attributes.get(key)) or object_in(text(attributes.get(key)))
    return inner | {key: value for key, value in attributes.items() if key not in _OPENED or not inner}
