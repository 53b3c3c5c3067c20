"""What another catalogue, or what was seen in traces, adds to services.yaml: only additions, never a change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from revenant.signals.catalogue import Catalogue, Service

_FIELDS = ("owner", "tier", "repository", "kind", "description")


class Additions(Struct, frozen=True):
    """New entries; new values for entries there are; and where both sides say something, but not the same."""

    services: list[Service]
    edges: dict[str, list[str]]
    fields: dict[str, dict[str, Any]]
    differs: list[str]

    def __bool__(self) -> bool:
        return bool(self.services or self.edges or self.fields)

    @property
    def edge_count(self) -> int:
        """New dependencies, those of new entries included."""
        return sum(map(len, self.edges.values())) + sum(len(service.depends_on) for service in self.services)


def additions(catalogue: Catalogue, wanted: Iterable[Service]) -> Additions:
    """What `wanted` has and `catalogue` has not. A dependency without an entry anywhere gets a bare one."""
    merged = _merged(wanted)
    found = Additions([], {}, {}, [])
    for service in merged.values():
        there = catalogue.find(service.name)
        if there is None:
            found.services.append(service)
        else:
            _compare(there, service, found)
    known = merged.keys() | set(catalogue.names)
    targets = (name for service in merged.values() for name in service.depends_on)
    found.services.extend(Service(name=name) for name in dict.fromkeys(targets) if name not in known)
    return found


def _compare(there: Service, wanted: Service, found: Additions) -> None:
    if missing := [name for name in wanted.depends_on if name not in there.depends_on]:
        found.edges[there.name] = missing
    for field in _FIELDS:
        ours, theirs = getattr(there, field), getattr(wanted, field)
        if theirs and not ours:
            found.fields.setdefault(there.name, {})[field] = theirs
        elif theirs and ours != theirs:
            found.differs.append(f"{there.name}: {field} is {ours!r} here and {theirs!r} there; it stays {ours!r}")


def _merged(wanted: Iterable[Service]) -> dict[str, Service]:
    """One entry a name: of two, the first one's values and the dependencies of both."""
    found: dict[str, Service] = {}
    for service in wanted:
        first = found.get(service.name, service)
        names = dict.fromkeys([*first.depends_on, *service.depends_on])
        found[service.name] = msgspec.structs.replace(
            first, depends_on=[name for name in names if name != service.name]
        )
    return found
