"""Anchors of headings, as the renderers people use make them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_OWN = re.compile(r"\{:?\s*#([\w.:-]+)[^{}]*\}$")  # `## Heading {#anchor}`: Hugo, kramdown, Docusaurus
_GONE = re.compile(r"[^\w\- ]")
_HTML = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)

# What GitHub and Bitbucket put before an anchor that a page names.
_FRAME = re.compile(r"^(?:user-content-|markdown-header-)")


def slug(heading: str) -> str:
    """The anchor GitHub makes: lower case, punctuation dropped, spaces to hyphens."""
    return _GONE.sub("", heading.strip().lower()).replace(" ", "-")


def anchors(headings: Iterable[str], html: str = "") -> frozenset[str]:
    """Every anchor that some renderer gives to `headings`, in lower case, and those `html` names itself.

    GitHub numbers repeats (`x`, `x-1`); GitLab joins hyphens; kramdown drops what precedes the first letter.
    """
    found = {name.lower() for name in _HTML.findall(html)} if html else set()
    seen: Counter[str] = Counter()
    for heading in filter(None, headings):
        own = _OWN.search(heading.rstrip())
        if own:
            found.add(own[1].lower())
            heading = heading[: own.start()]
        for form in dict.fromkeys(_forms(heading)):
            found |= {f"{form}-{seen[form]}", f"{form}_{seen[form]}"} if seen[form] else {form}
            seen[form] += 1
    return frozenset(found)


def plain_anchor(anchor: str) -> str:
    """An anchor as a link says it, as it is compared: without what a page's frame puts before it, or a font's hints."""
    return _FRAME.sub("", anchor.replace("\ufe0f", ""))


def _forms(heading: str) -> Iterator[str]:
    """GitHub; GitLab; kramdown (two ways); Redcarpet; python-markdown; markdown-it-anchor, as in VitePress."""
    lower = heading.strip().lower()
    github = slug(heading)
    yield github
    yield re.sub(r"-{2,}", "-", github).strip("-")
    yield re.sub(r"^[^a-z]+", "", github)
    yield re.sub(r"^[^a-z]+|[^a-z0-9 -]", "", lower).replace(" ", "-")
    yield re.sub(r"[\W_]+", "-", lower).strip("-")
    yield re.sub(r"\W+", "-", lower).strip("-")
    ascii_only = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    yield re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip())
    yield re.sub(r"^(\d)", r"_\1", re.sub(r"\W+", "-", ascii_only).strip("-"))
