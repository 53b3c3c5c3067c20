"""What was read from files, kept beside the repository for as long as each file has the size, time and inode it had.

Derived and disposable, as the index is: what cannot be read or written is no error, only slower.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

QUIET_NS = 50_000_000
Stat: TypeAlias = tuple[int, int, int]


class _Kept(msgspec.Struct, array_like=True):
    """What all of it depends on beside its files, and each with the file's size, time and inode as it was read."""

    made_by: str
    cards: dict[str, tuple[Stat, msgspec.Raw]]


def stats_of(entries: Iterable[os.DirEntry[str]], name: Callable[[Path], str]) -> dict[str, Stat]:
    """Size, time and inode of each file, by what `name` calls it."""
    found: dict[str, Stat] = {}
    for entry in entries:
        stat = entry.stat(follow_symlinks=False)
        found[name(Path(entry.path))] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


def kept(
    place: Path, made_by: str, stats: Mapping[str, Stat], read: Callable[[Iterable[str]], dict[str, msgspec.Raw]]
) -> dict[str, msgspec.Raw]:
    """What the files of `stats` hold: as it was kept in `place`, or as `read` gives it now.

    What was kept counts only if it was `made_by` the same version with the same settings.
    """
    known = _load(place, made_by)
    found = {name: known[name] for name, stat in stats.items() if name in known and known[name][0] == stat}
    if len(found) < len(stats):
        found |= {name: (stats[name], raw) for name, raw in read(stats.keys() - found.keys()).items()}
    if found != known:
        _save(place, made_by, found)
    return {name: raw for name, (_, raw) in found.items()}


def _load(place: Path, made_by: str) -> dict[str, tuple[Stat, msgspec.Raw]]:
    try:
        there = msgspec.msgpack.decode(place.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return {}
    return there.cards if there.made_by == made_by else {}


def _save(place: Path, made_by: str, cards: Mapping[str, tuple[Stat, msgspec.Raw]]) -> None:
    """Keep them, but for files that were young when they were read."""
    now = time.time_ns()
    quiet = {name: each for name, each in cards.items() if now - each[0][1] >= QUIET_NS}
    replace_quietly(place, msgspec.msgpack.encode(_Kept(made_by, quiet)))


def replace_quietly(place: Path, content: bytes) -> None:
    """Put a file of what can be made again in the place of the old one; where the disk refuses, it is not kept."""
    draft = place.with_name(f"{place.name}.{os.getpid()}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        os.replace(draft, place)
    except OSError:
        return
