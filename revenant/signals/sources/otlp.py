"""What OTLP/JSON logs, spans and metrics share: walking resources and scopes, attributes, ids."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any, NamedTuple

from revenant.signals.signal import UNKNOWN
from revenant.signals.sources import labels as named
from revenant.signals.sources.found import Context, Doubt
from revenant.signals.sources.shapes import Attributes, bounded, first_text, mapping, present, sequence, text

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{22}==|[A-Za-z0-9+/_-]{11}=")
_HEX = re.compile(r"[0-9a-fA-F]+")
_INSTANCE = ("k8s.pod.name", "service.instance.id", "host.name", "container.id")
_ENVIRONMENT = ("deployment.environment.name", "deployment.environment", "k8s.cluster.name")
_FIELDS = frozenset({"service.name", *_ENVIRONMENT[:2]})
_PLAIN_VALUES = ("stringValue", "boolValue", "bytesValue")
BASE64_IDS = "its ids are base64, not the hexadecimal digits OTLP/JSON asks for; they were converted"


class Record(NamedTuple):
    """One log record, span or metric, the attributes of its resource, and where it stands."""

    data: dict[str, Any]
    resource: Attributes
    place: str


class Identifier(NamedTuple):
    """An id in lower-case hexadecimal digits, and whether it came as base64."""

    digits: str
    was_base64: bool


class Origin(NamedTuple):
    """Which part of which system a record is about."""

    service: str
    environment: str
    instance: str


def records(document: Any, resources: str, scopes: str, wanted: str) -> Iterator[Record]:
    """Every record of a document, such as resourceLogs → scopeLogs → logRecords."""
    for first, resource in enumerate(sequence(mapping(document).get(resources))):
        about = attributes(mapping(mapping(resource).get("resource")).get("attributes"))
        for second, scope in enumerate(sequence(mapping(resource).get(scopes))):
            for third, record in enumerate(sequence(mapping(scope).get(wanted))):
                yield Record(mapping(record), about, f"{resources}[{first}].{scopes}[{second}].{wanted}[{third}]")


def attributes(pairs: Any) -> Attributes:
    """A list of key and value as a dict; the later of two equal keys counts."""
    return {text(mapping(pair).get("key")): value(mapping(pair).get("value")) for pair in sequence(pairs)}


def value(wrapped: Any) -> Any:
    """An AnyValue unwrapped; None where it holds nothing known."""
    holder = mapping(wrapped)
    for key in _PLAIN_VALUES:
        if key in holder:
            return holder[key]
    if "intValue" in holder:
        return whole(holder["intValue"])
    if "arrayValue" in holder:
        return [value(item) for item in sequence(mapping(holder["arrayValue"]).get("values"))]
    if "kvlistValue" in holder:
        return attributes(mapping(holder["kvlistValue"]).get("values"))
    return holder.get("doubleValue")


def whole(said: Any) -> Any:
    """A 64-bit number, which JSON may carry as text."""
    try:
        return int(said)
    except (TypeError, ValueError, OverflowError):
        return said


def identifier(said: Any) -> Identifier:
    """A trace or span id; all zeros mean that there is none."""
    given = text(said)
    if _BASE64.fullmatch(given):
        return Identifier(b64decode(given.replace("-", "+").replace("_", "/")).hex(), True)
    digits = given.lower() if _HEX.fullmatch(given) else given
    return Identifier(digits if digits.strip("0") else "", False)


def origin(record: Record, own: Attributes, context: Context) -> Origin:
    """Service, environment and instance, from the resource and else from the record itself."""
    merged = own | record.resource
    service = text(merged.get("service.name"))
    instance = first_text(merged, *_INSTANCE) or named.instance(merged)
    environment = first_text(merged, *_ENVIRONMENT) or named.environment(merged, context.environment)
    if named.is_unknown(service):
        service = context.service if context.service != UNKNOWN else named.service(merged)
    return Origin(service, environment, instance)


def beside(record: Record, own: Attributes, **about: Any) -> Attributes:
    """The attributes to keep: what is `about` the record, its own, then those of its resource that became no field."""
    resource = {key: value for key, value in record.resource.items() if key not in own and key not in _FIELDS}
    return bounded(present(**about) | own | resource)


def request_id(own: Attributes) -> str:
    """The request id among a record's own attributes."""
    return named.request(own) or first_text(own, "http.request.header.x-request-id", "request.id")


def base64_doubt(*ids: Identifier) -> Iterator[Doubt]:
    """A doubt if any of the ids came as base64."""
    if any(known.was_base64 for known in ids):
        yield Doubt(BASE64_IDS)
