"""A change of a file as a unified diff that `git apply` takes."""

from __future__ import annotations

import re
from difflib import unified_diff

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def render_patch(name: str, before: bytes, after: bytes) -> bytes:
    """The diff, byte by byte as the file is."""
    old, new = (_LINE.findall(content.decode("utf-8", "surrogateescape")) for content in (before, after))
    rows = unified_diff(old, new, _quoted(f"a/{name}"), _quoted(f"b/{name}"))
    text = "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)
    return text.encode("utf-8", "surrogateescape")


def _quoted(name: str) -> str:
    """A name as git quotes it where it holds a quote, a backslash or a control character."""
    if not re.search(r'["\\\x00-\x1f\x7f]', name):
        return name
    escaped = re.sub(r'["\\]', r"\\\g<0>", name)
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\{ord(found[0]):03o}", escaped) + '"'
