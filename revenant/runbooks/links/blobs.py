"""Addresses of this repository's own files on GitHub and GitLab, without any setting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

_REMOTE = re.compile(
    r"^(?:(?:https?|ssh|git)://(?:[^@/]+@)?|[^@/:]+@)(?P<host>[^/:]+)(?::\d+)?[/:](?P<name>.+?)(?:\.git)?/?$"
)
_PAGE = re.compile(r"^(?:-/)?(?:blob|tree|raw|edit|blame)/(?P<rest>.+)$")
_HEADS = frozenset(["main", "master", "head", "trunk", "develop", "dev"])


class Blob(NamedTuple):
    """A file of this repository: its possible paths (a branch may hold slashes), its anchor, and of which revision.

    `is_head` unless it is a tag, a commit or another branch, whose files need not be those of this checkout.
    """

    paths: tuple[str, ...]
    anchor: str
    is_head: bool


def remote_names(remotes: Iterable[str]) -> frozenset[str]:
    """`host/owner/name` of each remote's address, in lower case."""
    return frozenset(f"{it['host']}/{it['name']}".lower() for it in map(_REMOTE.match, remotes) if it)


def own_blob(url: str, names: frozenset[str]) -> Blob | None:
    """The file of one of the repositories `names` that a URL shows; None where it shows none."""
    whole, _, anchor = url.partition("#")
    address = whole.partition("?")[0].partition("://")[2]
    for rest in _rests(address, names):
        parts = unquote(rest).strip("/").split("/")
        paths = tuple("/".join(parts[start:]) for start in range(1, len(parts)))
        return Blob(paths, unquote(anchor).lower(), parts[0].lower() in _HEADS)
    return None


def _rests(address: str, names: frozenset[str]) -> Iterator[str]:
    """What follows the kind of page: revision and path."""
    raw = address.lower().startswith("raw.githubusercontent.com/")
    plain = "github.com" + address[len("raw.githubusercontent.com") :] if raw else address
    for name in names:
        if plain.lower().startswith(f"{name}/"):
            rest = plain[len(name) + 1 :]
            page = _PAGE.match(rest)
            if raw or page:
                yield page["rest"] if page else rest
