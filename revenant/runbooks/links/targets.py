"""The target of a link taken apart: whether it is a URL, its path and anchor, and the folder that serves it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//")
_WRAPPED = re.compile(r"^(?:link:|\[\s*|\(\s*|<\s*)+(?P<address>https?://[^\s\[\]<>]+?)[\])>\s]*$")
_MAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
LONGEST = 2000  # characters of a target that is looked at closely


def has_scheme(target: str) -> bool:
    """Whether a target is a URL of any kind."""
    return bool(_SCHEME.match(target))


def mended(target: str) -> str:
    """The address in a target that is wrapped in what is no part of it; empty where there is none.

    `link:https://…` is AsciiDoc, `[https://…]` and `(https://…)` are brackets too many, and an address of mail or of
    a site without its scheme is a file's name to every renderer.
    """
    said = unquote(target)
    if len(said) > LONGEST:
        return ""
    if found := _WRAPPED.match(said):
        return found["address"]
    if _MAIL.match(said):
        return f"mailto:{said}"
    return f"https://{said}" if said.lower().startswith("www.") else ""


def split_target(target: str) -> tuple[str, str]:
    """A link's path without its query, and its anchor in lower case, both decoded."""
    whole, _, anchor = target.partition("#")
    return unquote(whole.partition("?")[0]), unquote(anchor).lower()


def map_root(target: str, roots: Mapping[str, str]) -> tuple[str, str] | None:
    """The folder that serves `target`, and the rest of the target; None where no root is its beginning.

    Of several roots the longest counts. A root ends where a part of the address does: /docs is no root of /docs2.
    """
    root = max((root for root in roots if _begins(target, root)), key=len, default=None)
    return None if root is None else (roots[root], target[len(root.rstrip("/")) :].lstrip("/"))


def _begins(target: str, root: str) -> bool:
    plain = root.rstrip("/")
    rest = target[len(plain) :]
    if not plain:  # `/`, the site's own root; `//` begins another host
        return rest[:1] == "/" != rest[1:2]
    return target[: len(plain)].lower() == plain.lower() and rest[:1] in ("", "/", "#", "?")
