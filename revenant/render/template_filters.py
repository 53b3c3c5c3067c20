"""What becomes of a value that a template writes: escaped as Markdown, unless a filter made it a link or code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from revenant.core.markdown import Written, code, written
from revenant.core.text import encodable
from revenant.postmortems.generated.cells import NOT_RECORDED

_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE_IN_LINK = "/?#@!$&'*+,;=:%-._~"  # no brackets, quotes, bars, blanks or backslashes
_WORD = re.compile(r"[A-Za-z][\w.+-]*(@[\w.-]+)?", re.ASCII)
_YAML_WORDS = frozenset({"null", "true", "false"})
_PARTS_FIELDS = re.compile(r"[;()<]")


def as_markdown(value: object) -> str:
    """How any value is written: what is Markdown already as it is, nothing as "not recorded", all else escaped."""
    if type(value) is Written:
        return value
    return written(NOT_RECORDED if value is None else encodable(str(value)))


def link(address: object, words: object = None) -> Written:
    """A link with these words, or its own address; only words where it leads anywhere but to a page or a mailbox."""
    target = encodable(str(address)).strip()
    said = as_markdown(target if words is None else words)
    return Written(f"[{said}](<{quote(target, safe=_SAFE_IN_LINK)}>)") if _leads_on(target) else Written(said)


def _leads_on(target: str) -> bool:
    """Whether it is http, https, mailto, or relative and stays on the site it is read on."""
    if not target or re.search(r"[\x00-\x20\x7f\\]", target):
        return False
    if _SCHEME.match(target):
        return target.partition(":")[0].lower() in _SCHEMES and _is_address(target)
    return not target.startswith("//")


def _is_address(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return bool(parts.netloc) or parts.scheme == "mailto"


def as_code(value: object) -> Written:
    """Inline code, its fence longer than any within; nothing where there is nothing to show."""
    text = encodable(str(value))
    return Written(code(text)) if text.strip() else Written("")


def as_yaml(value: object) -> Written:
    """A value of front matter: plain where YAML cannot misread it, else in quotes."""
    text = encodable(str(value))
    plain = _WORD.fullmatch(text) and text.casefold() not in _YAML_WORDS
    return Written(text if plain else json.dumps(text))


def as_field(value: object) -> Written:
    """A value in the suffix of an action item, which it can neither end nor add to; an address or a name as it is."""
    text = _PARTS_FIELDS.sub(",", str(value or ""))
    return Written(text) if _WORD.fullmatch(text) and not text.endswith("_") else written(encodable(text))


OWN_FILTERS: dict[str, Callable[..., Written]] = {"link": link, "code": as_code, "yaml": as_yaml, "field": as_field}
