"""Ids of changes by a look at the lines alone: for completion, and to find the few lines worth reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from revenant.store.places import change_days, changes_path

_ID = re.compile(r"[{ ]id: [\"']?([0-9a-hjkmnp-tv-z]{8})\b")


class Candidate(NamedTuple):
    """A line that seems to hold a change of this id."""

    id: str
    row: str


def candidates(content: bytes, part: str) -> Iterator[Candidate]:
    """Lines whose id contains `part`, the last first."""
    for row in reversed(content.decode("utf-8", errors="replace").split("\n")):
        named = _ID.search(row)
        if named and part in named[1]:
            yield Candidate(named[1], row)


def latest_ids(root: Path, part: str, most: int) -> list[str]:
    """At most so many ids that contain `part`, newest first."""
    found: dict[str, None] = {}
    for day in reversed(change_days(root)):
        for each in candidates(changes_path(root, day).read_bytes(), part):
            found[each.id] = None
            if len(found) == most:
                return list(found)
    return list(found)
