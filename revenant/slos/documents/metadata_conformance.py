"""Keys of labels and annotations, as the specification limits them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from revenant.slos.documents.choices import mapping
from revenant.slos.documents.document import Breach, Path

_KEY = re.compile(r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
_LABEL = r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_MOST = 253


def metadata_breaches(metadata: Any, path: Path) -> Iterator[Breach]:
    """What is wrong with the keys of labels and annotations."""
    for key in mapping(metadata, "labels"):
        if not _KEY.fullmatch(key):
            yield Breach((*path, "labels", key), f"labels: {key!r} is no key of at most 63 letters, digits, - _ and .")
    for key in mapping(metadata, "annotations"):
        if not _is_annotation(key):
            yield Breach((*path, "annotations", key), f"annotations: {key!r} is no key such as example.com/dashboard")


def _is_annotation(key: str) -> bool:
    """A name, or a domain and a name."""
    domain, slash, name = key.rpartition("/")
    is_domain = len(domain) <= _MOST and _DOMAIN.fullmatch(domain) is not None
    return _KEY.fullmatch(name) is not None and (not slash or is_domain)
