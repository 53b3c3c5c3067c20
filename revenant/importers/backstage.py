"""Backstage's catalog-info.yaml: components and resources as services, with owner, tier, repository and dependencies.

An API is no service: who consumes it depends on who provides it. A system only lends its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from revenant.core.text import one_line, shorten
from revenant.importers.decoding import Raw, Skipped
from revenant.signals.catalogue import Kind, Service

_SERVICES = ("Component", "Resource")
_KINDS: dict[str, Kind] = {"database": "database", "queue": "queue", "topic": "queue", "host": "host"}
_HOSTS = {"github.com/project-slug": "https://github.com/", "gitlab.com/project-slug": "https://gitlab.com/"}
_INSIDE = re.compile(r"(/-)?/(tree|blob)/.*$|/$")
_TIER = re.compile(r"(?:tier[-_ ]?)?([1-4])", re.IGNORECASE)


class Read(NamedTuple):
    """Services to add, and what of the input became none, each with its reason."""

    services: list[Service]
    skipped: list[Skipped]


class _Entity(NamedTuple):
    """One document of the kinds that matter."""

    kind: str
    name: str
    metadata: dict[str, Any]
    spec: dict[str, Any]


def read(documents: Iterable[Raw]) -> Read:
    """Every entity of the documents, related to each other whatever file they stand in."""
    entities: list[_Entity] = []
    skipped: list[Skipped] = []
    for raw in documents:
        found = _entity(raw)
        entities.append(found) if isinstance(found, _Entity) else skipped.append(found)
    owners = {entity.name: _reference(entity.spec.get("owner"))[1] for entity in entities if entity.kind == "System"}
    edges, lost = _edges(entities)
    services = [_service(entity, owners, edges.get(entity.name, [])) for entity in entities if entity.kind in _SERVICES]
    return Read(services, [*skipped, *lost])


def _entity(raw: Raw) -> _Entity | Skipped:
    data = _mapping(raw.data)
    metadata, kind = _mapping(data.get("metadata")), str(data.get("kind", ""))
    name = metadata.get("name")
    if not str(data.get("apiVersion", "")).startswith("backstage.io/"):
        return Skipped(raw.place, "", "no entity of Backstage: its apiVersion is another one")
    if not isinstance(name, str) or not name:
        return Skipped(raw.place, "", f"a {kind or 'document'} without metadata.name")
    if kind not in (*_SERVICES, "API", "System"):
        return Skipped(raw.place, name, f"{kind}: neither a service nor what one depends on")
    return _Entity(kind, name, metadata, _mapping(data.get("spec")))


def _edges(entities: list[_Entity]) -> tuple[dict[str, list[str]], list[Skipped]]:
    """Dependencies by name of the dependent; those that lead to no service are told."""
    providers: dict[str, list[str]] = {}
    for entity in entities:
        for _, api in _references(entity.spec.get("providesApis"), "api"):
            providers.setdefault(api, []).append(entity.name)
    edges: dict[str, list[str]] = {}
    lost: list[Skipped] = []
    for entity in entities:
        wanted = _references(entity.spec.get("dependsOn"), "component")
        for kind, name in [*wanted, *_references(entity.spec.get("consumesApis"), "api")]:
            targets = providers.get(name, []) if kind == "api" else [name] if kind != "system" else []
            edges.setdefault(entity.name, []).extend(targets)
            if not targets:
                lost.append(
                    Skipped(entity.name, entity.name, f"depends on {kind} {name}, which no service here stands for")
                )
        for _, name in _references(entity.spec.get("dependencyOf"), "component"):
            edges.setdefault(name, []).append(entity.name)
    return edges, lost


def _references(given: Any, default: str) -> list[tuple[str, str]]:
    references = (_reference(reference) for reference in (given if isinstance(given, list) else []))
    return [(kind or default, name) for kind, name in references if name]


def _reference(said: Any) -> tuple[str, str]:
    """`component:default/orders` as its kind, if it says one, and its name."""
    whole = said if isinstance(said, str) else ""
    kind, colon, rest = whole.rpartition(":")
    return (kind.casefold() if colon else "", rest.rpartition("/")[2].strip())


def _service(entity: _Entity, owners: dict[str, str], depends_on: list[str]) -> Service:
    owner = _reference(entity.spec.get("owner"))[1] or owners.get(_reference(entity.spec.get("system"))[1], "")
    return Service(
        name=entity.name,
        owner=owner,
        tier=_tier(entity.metadata),
        repository=_repository(_mapping(entity.metadata.get("annotations"))),
        kind=_KINDS.get(str(entity.spec.get("type", "")).casefold()),
        depends_on=list(dict.fromkeys(depends_on)),
        description=_described(entity),
    )


def _described(entity: _Entity) -> str:
    said = entity.metadata.get("description") or entity.metadata.get("title") or ""
    first = shorten(one_line(str(said).strip().partition("\n")[0]), 200)
    return f"{first} (deprecated)".strip() if entity.spec.get("lifecycle") == "deprecated" else first


def _tier(metadata: dict[str, Any]) -> int | None:
    """A label or annotation called tier, under whatever prefix."""
    for key, value in (_mapping(metadata.get("labels")) | _mapping(metadata.get("annotations"))).items():
        if key.rpartition("/")[2].casefold() in ("tier", "service-tier") and (found := _TIER.fullmatch(str(value))):
            return int(found[1])
    return None


def _repository(annotations: dict[str, Any]) -> str:
    """Where its source is: a host's slug, or the address without the folder inside."""
    for key, host in _HOSTS.items():
        if isinstance(slug := annotations.get(key), str) and slug:
            return host + slug.strip("/")
    location = annotations.get("backstage.io/source-location")
    return _INSIDE.sub("", location.removeprefix("url:")) if isinstance(location, str) else ""


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
