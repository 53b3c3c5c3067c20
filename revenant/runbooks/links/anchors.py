"""What of a page a link can name: its anchors, and the further addresses it says it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from revenant.core.outline import Outline
from revenant.core.slugs import anchors
from revenant.runbooks.document import Runbook
from revenant.runbooks.links.pages import page_name

_INCLUDES = re.compile(
    r"<%=|\{\{[<%]|\{\{#\s*include|\{%-?\s*include|--8<--|^\s*\[!INCLUDE|^include::|^!?@?include\b[:(]"
    r"|^:{3,}\s*(?:\{?include|\w+[.-][\w.-]+\s*$)",  # the last: mkdocstrings and its kin
    re.IGNORECASE,
)
_TIGHT = re.compile(r"^#{1,6}([^#\s].*)$", re.MULTILINE)  # `##Heading`, which Redcarpet takes for one
_NAMED = re.compile(r"\{:?[^{}\n#]*#([\w.:-]+)[^{}\n]*\}")  # `{: #name }` behind any words: kramdown, attr_list
_HTML_HEADING = re.compile(r"<h[1-6][^<>]*>([^<]{0,300})</h[1-6]>", re.IGNORECASE | re.DOTALL)
_ADDRESSES = ("aliases", "old_paths", "redirect_from", "permalink", "slug", "url")


def is_assembled(rows: Sequence[str]) -> bool:
    """Whether a generator puts other text into a page, whose anchors cannot be known from its file."""
    return any(_INCLUDES.search(row) for row in rows)


def page_anchors(outline: Outline, title: str = "") -> frozenset[str]:
    """The anchors of a page, of which `title` may be shown as its first heading."""
    named = {name.lower() for text in outline.texts if "#" in text.text for name in _NAMED.findall(text.text)}
    tight = (found[1].rstrip("#") for text in outline.texts for found in _TIGHT.finditer(text.text))
    titles = [*(heading.text for heading in outline.headings), *tight, *_HTML_HEADING.findall(outline.html), title]
    return anchors(titles, outline.html) | named


def declared_addresses(runbooks: Iterable[Runbook]) -> frozenset[str]:
    """Further addresses that pages say they are served under: aliases, redirects, permalinks."""
    found = (value for runbook in runbooks for key in _ADDRESSES for value in _listed(runbook.head.keys.get(key)))
    paths = (urlsplit(value).path.strip("/") for value in found)
    return frozenset("/".join(map(page_name, path.split("/"))) for path in paths if path)


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [value] if isinstance(value, str) else []


def own_anchors(runbook: Runbook) -> frozenset[str] | None:
    """The anchors of a runbook that has been read; None where its file does not hold all of them."""
    if is_assembled(runbook.rows):
        return None
    return page_anchors(runbook.outline, str(runbook.head.keys.get("title") or ""))
