"""Plain text put into Markdown so that it stays plain text in every renderer."""

from __future__ import annotations

import re

from revenant.core.text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]>#|~&])")
_HANDLE = re.compile(r"(?<!\w)@(?=\w)")
_BARE_LINK = re.compile(r"\b(?:(https?|ftp|mailto|xmpp)(?=:)|(www)(?=\.))", re.IGNORECASE)
_ISSUE = re.compile(r"(?<=\\#)(?=\d)")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_BRACES = re.compile(r"[{}]")
_BULLET = re.compile(r"^[-+=](?!\w)")
_ESCAPED = re.compile(
    r"(?P<code>(?<!`)(?P<fence>`+)(?!`).{0,500}?(?<!`)(?P=fence)(?!`))|\\(?P<mark>[!-/:-@\[-`{-~])|&lt;"
)
_SILENCED = re.compile("(?<=[@#])\u200b(?=\\w)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


class Written(str):
    """Text that is Markdown already: it was made by us, or by a template, and is not to be escaped again.

    Whatever is done to it (joined, cut, formatted) gives plain text, which is escaped: the mistake that is left is
    one backslash too many, never one too few.
    """

    __slots__ = ()


def written(text: str) -> Written:
    """Plain text as Markdown, fit for any place in a line: the beginning of one, a cell, a heading.

    Line breaks and control characters become one space. Braces are escaped too, for generators of sites that look for
    commands in them.
    """
    escaped = _BRACES.sub(r"\\\g<0>", escape(_BREAKS.sub(" ", text).strip()))
    return Written(_NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\g<0>", escaped)))


def escape(text: str) -> str:
    """Escape markup, HTML and table bars; `@name` notifies nobody, `#12` and bare addresses lead nowhere."""
    plain = _SPECIAL.sub(r"\\\1", one_line(text)).replace(
        "<", "&lt;"
    )  # in a block of HTML a backslash protects nothing
    escaped = _ISSUE.sub("\u200b", plain)
    return _HANDLE.sub("@\u200b", _BARE_LINK.sub(r"\g<0>\\", escaped))


def code(text: str) -> str:
    """Put `text` in an inline code span with a fence longer than any run of backticks inside."""
    shown = one_line(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def unescape(text: str) -> str:
    """Markdown of one line without its backslashes, as it is read: `http\\_5xx` is http_5xx; code keeps its own.

    What `escape` and `written` made of plain text on one line becomes that text again.
    """
    shown = _ESCAPED.sub(lambda found: found["code"] or found["mark"] or "<", text)
    return _SILENCED.sub("", shown)
