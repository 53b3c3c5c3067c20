"""Anchors of headings, as the renderers people use make them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_OWN = re.compile(r"\s*\{:?\s*#([\w.:-]+)[^}]*\}\s*$")  # `## Heading {#anchor}`: Hugo, kramdown, Docusaurus
_GONE = re.compile(r"[^\w\- ]")
_HTML = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def slug(heading: str) -> str:
    """The anchor GitHub makes: lower case, punctuation dropped, spaces to hyphens."""
    return _GONE.sub("", heading.strip().lower()).replace(" ", "-")


def anchors(headings: Iterable[str], html: str = "") -> frozenset[str]:
    """Every anchor that some renderer gives to `headings`, in lower case, and those `html` names itself.

    GitHub numbers repeats (`x`, `x-1`); GitLab joins hyphens; kramdown drops what precedes the first letter.
    """
    found = {name.lower() for name in _HTML.findall(html)} if html else set()
    seen: Counter[str] = Counter()
    for heading in headings:
        own = _OWN.search(heading)
        if own:
            found.add(own[1].lower())
            heading = heading[: own.start()]
        for form in dict.fromkeys(_forms(heading)):
            found.add(f"{form}-{seen[form]}" if seen[form] else form)
            seen[form] += 1
    return frozenset(found)


def _forms(heading: str) -> Iterator[str]:
    github = slug(heading)
    yield github
    yield re.sub(r"-{2,}", "-", github).strip("-")
    yield re.sub(r"^[^a-z]+", "", github)
    yield re.sub(r"[\W_]+", "-", heading.strip().lower()).strip("-")
