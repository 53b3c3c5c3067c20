"""Plain text put into Markdown so that it stays plain text in every renderer."""

from __future__ import annotations

import re
from urllib.parse import quote

from revenant.core.text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_HANDLE = re.compile(r"(?<![\w.+-])@(?=\w)")
_BARE_LINK = re.compile(r"\b(?:(https?|ftp|mailto|xmpp)(?=:)|(www)(?=\.))", re.IGNORECASE)
_LINKABLE = re.compile(r"(?:https?://[^/\s]|mailto:[^\s@]+@)|(?!//)(?![a-z][a-z0-9+.-]*:)[^\s]", re.IGNORECASE)
_KEPT = "/:?#[]@!$&'()*+,;=%-._~"
_ISSUE = re.compile(r"(?<=\\#)(?=\d)")


def escape(text: str) -> str:
    """Escape markup, HTML and table bars; `@name` notifies nobody, `#12` and bare addresses lead nowhere."""
    escaped = _ISSUE.sub("\u200b", _SPECIAL.sub(r"\\\1", one_line(text)))
    return _HANDLE.sub("@\u200b", _BARE_LINK.sub(r"\g<0>\\", escaped))


def link(url: str, text: str = "") -> str:
    """A link, to http, https, mailto or a relative place only; anything else is plain text."""
    words, target = escape(text or url), one_line(url).strip()
    if not _LINKABLE.match(target) or "\\" in target:
        return words
    return f"[{words}](<{quote(target, safe=_KEPT)}>)"


def code(text: str) -> str:
    """Put `text` in an inline code span with a fence longer than any run of backticks inside."""
    shown = one_line(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
