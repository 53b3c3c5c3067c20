"""Action items set apart for a merge: git takes changes of lines that touch for a conflict, and these are no conflict.

Around each item stand two lines that name it, the same on every side; after the merge they are taken out again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from revenant.postmortems.actions.item import ActionItem

_MARK = b"\x01action "  # no NUL, which would make the file a binary one to git


def set_apart(content: bytes, items: Iterable[ActionItem]) -> bytes:
    """The document with a line before and after each item that has an id of its own, if none looks like ours."""
    lines = content.split(b"\n")
    known = list(items)
    count = Counter(item.id for item in known)
    named = {item.line: item for item in known if item.id and count[item.id] == 1 and item.end == item.line}
    if _MARK in content or not named:
        return content
    rows: list[bytes] = []
    for number, line in enumerate(lines, start=1):
        key = named[number].id.encode() if number in named else b""
        rows += [_MARK + b"begins " + key, line, _MARK + b"ends " + key] if key else [line]
    return b"\n".join(rows)


def put_together(content: bytes) -> bytes:
    """The document without these lines."""
    return b"\n".join(line for line in content.split(b"\n") if not line.startswith(_MARK))
