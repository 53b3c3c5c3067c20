"""Who depends on whom, as a value: asked in both directions by correlation and by the search for a cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from revenant.signals.catalogue import Catalogue

NOBODY: frozenset[str] = frozenset()


class Graph:
    """Services and their dependencies. In words always *dependency* and *dependent*, never up- or downstream."""

    def __init__(self, depends_on: Mapping[str, Iterable[str]]) -> None:
        self._dependencies = {name: frozenset(others) - {name} for name, others in depends_on.items()}
        self._dependents = _reversed(self._dependencies)
        names = self._dependencies.keys() | self._dependents.keys()
        self._reachable: dict[str, frozenset[str]] = {}
        self._neighbours = {name: sorted(self.dependencies(name) | self.dependents(name)) for name in names}

    def dependencies(self, name: str) -> frozenset[str]:
        """What `name` needs in order to work."""
        return self._dependencies.get(name, NOBODY)

    def dependents(self, name: str) -> frozenset[str]:
        """What needs `name`."""
        return self._dependents.get(name, NOBODY)

    def reachable(self, name: str) -> frozenset[str]:
        """Everything it depends on, directly or not."""
        if name not in self._reachable:
            found: set[str] = set()
            ahead = [name]
            while ahead:
                new = self.dependencies(ahead.pop()) - found
                found |= new
                ahead.extend(new)
            self._reachable[name] = frozenset(found - {name})
        return self._reachable[name]

    def neighbours(self, name: str) -> Sequence[str]:
        """Both, one step away, in alphabetical order."""
        return self._neighbours.get(name, ())


def graph_of(catalogue: Catalogue) -> Graph:
    """The graph that services.yaml describes."""
    return Graph({service.name: service.depends_on for service in catalogue.services})


def _reversed(edges: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, others in edges.items():
        for other in others:
            found.setdefault(other, set()).add(name)
    return {name: frozenset(dependents) for name, dependents in found.items()}
