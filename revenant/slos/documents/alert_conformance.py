"""Alert policies and conditions: each stands here or is referred to, never both."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from revenant.slos.documents.choices import Keys, entries, mapping
from revenant.slos.documents.document import Breach, Path
from revenant.slos.documents.metadata_conformance import metadata_breaches

_Breaches = Callable[[Keys, Path], Iterator[Breach]]
_PARTS = ("kind", "metadata", "spec")


def policy_entry_breaches(entry: Keys, path: Path) -> Iterator[Breach]:
    """What is wrong with an entry of `alertPolicies`."""
    return _entry(entry, path, "alertPolicyRef", policy_breaches)


def policy_breaches(spec: Keys, path: Path) -> Iterator[Breach]:
    """What is wrong with the `spec` of a policy."""
    for number, each in entries(spec, "conditions"):
        yield from _entry(each, (*path, "conditions", number), "conditionRef")
    for number, each in entries(spec, "notificationTargets"):
        yield from _entry(each, (*path, "notificationTargets", number), "targetRef")


def _entry(entry: Keys, path: Path, reference: str, inner: _Breaches | None = None) -> Iterator[Breach]:
    """A reference to a document, or the document without its version."""
    here = [key for key in _PARTS if key in entry]
    if reference in entry:
        if here:
            yield Breach((*path, here[0]), f"{here[0]}: there is {reference} already, and it says all")
        return
    if not here:
        yield Breach(path, f"needs {reference}, or kind, metadata and spec")
        return
    yield from (Breach(path, f"missing key `{key}`") for key in _PARTS if key not in entry)
    yield from metadata_breaches(entry.get("metadata"), (*path, "metadata"))
    if inner is not None:
        yield from inner(mapping(entry, "spec"), (*path, "spec"))
