"""What two commits differ in, and git's objects themselves: logs as they were, without touching the work tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from revenant.store.blobs import Blobs, TimeLimit

RAW = ("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff")


class Difference(Struct, frozen=True):
    """One file that differs: its path from the root of the repository, the ids of the old and the new content."""

    name: str
    old: str
    new: str


def parse_raw(told: str) -> Iterator[Difference]:
    """What `git diff-tree` or `diff-index` said in RAW form."""
    pieces = told.split("\0")
    for about, name in zip(pieces[::2], pieces[1::2], strict=False):
        _, _, old, new, _ = about.split(" ")
        yield Difference(name, old, new)


def read_objects(folder: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """The contents of files by their ids; one that does not exist, or is too large to be a log, is left out."""
    with TimeLimit() as limit:
        blobs = Blobs(folder, limit)
        found = {each: blobs.find(each) for each in dict.fromkeys(ids)}
    return {each: blob[1] for each, blob in found.items() if blob is not None and blob[1] is not None}
