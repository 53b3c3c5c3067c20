"""The cards of all runbooks, kept beside the repository: so that `show` need not load a parser of Markdown.

Derived and disposable, as the index is: a card counts while its file has the size, time and inode it was read with.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from revenant import __version__
from revenant.core.files import MARKDOWN_SUFFIXES
from revenant.errors import RevenantError
from revenant.store.markdown_files import markdown_files
from revenant.store.workspace import Workspace

if TYPE_CHECKING:
    from revenant.runbooks.suggestion.card import Card

NAME = "runbooks.cards"
_QUIET_NS = 50_000_000
_Stat = tuple[int, int, int]


class _Kept(msgspec.Struct, array_like=True):
    """What cards depend on beside their files, and each with the file's size, time and inode as it was read."""

    made_by: str
    cards: dict[str, tuple[_Stat, msgspec.Raw]]


def all_cards(workspace: Workspace) -> list[Card]:
    """The card of every runbook that can be read, index pages left out, by path."""
    stats = _stats(workspace)
    if not stats:
        return []
    from revenant.runbooks.suggestion.card import Card

    place = workspace.repository.private / NAME
    made_by = f"{__version__} {workspace.settings.runbooks}"
    known = _load(place, made_by)
    kept = {name: known[name] for name, stat in stats.items() if name in known and known[name][0] == stat}
    if len(kept) < len(stats):
        kept |= {name: (stats[name], raw) for name, raw in _read(workspace, stats.keys() - kept.keys()).items()}
    if kept != known:
        _save(place, made_by, kept)
    decoder = msgspec.msgpack.Decoder(Card)
    cards = (decoder.decode(kept[name][1]) for name in sorted(kept))
    return [card for card in cards if not card.is_index]


def cards_at(workspace: Workspace, commit: str) -> list[Card]:
    """The cards of the runbooks a commit holds."""
    from revenant.runbooks.suggestion.card import card_of
    from revenant.store.git import run_git
    from revenant.store.objects import read_objects
    from revenant.store.runbooks import RunbookStore

    store = RunbookStore(workspace)
    folder = f"{store.settings.folder}/"
    told = run_git(workspace.root, "ls-tree", "-r", "-z", "--end-of-options", commit, folder).stdout
    named = [row.split("\t", 1) for row in told.split("\0") if row.endswith(MARKDOWN_SUFFIXES)]
    blobs = {name: about.split(" ")[2] for about, name in named if about.startswith("100")}
    contents = read_objects(workspace.root, blobs.values())
    found = [card_of(store.parse(name, contents[blob]), blob) for name, blob in blobs.items() if blob in contents]
    return [card for card in found if not card.is_index]


def _read(workspace: Workspace, names: Iterable[str]) -> dict[str, msgspec.Raw]:
    from revenant.runbooks.suggestion.card import card_of
    from revenant.store.runbooks import RunbookStore, blob_of

    store, found = RunbookStore(workspace), {}
    algorithm = workspace.repository.hash_name
    for name in names:
        try:
            content = workspace.inside(workspace.root / name).read_bytes()
        except (OSError, RevenantError):
            continue
        card = card_of(store.parse(name, content), blob_of(content, algorithm))
        found[name] = msgspec.Raw(msgspec.msgpack.encode(card))
    return found


def _stats(workspace: Workspace) -> dict[str, _Stat]:
    """Size, time and inode of each runbook's file, by its path from the workspace's root."""
    found: dict[str, _Stat] = {}
    for entry in markdown_files(workspace.root / workspace.settings.runbooks.folder):
        stat = entry.stat(follow_symlinks=False)
        found[workspace.relative(Path(entry.path))] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


def _load(place: Path, made_by: str) -> dict[str, tuple[_Stat, msgspec.Raw]]:
    try:
        kept = msgspec.msgpack.decode(place.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return {}
    return kept.cards if kept.made_by == made_by else {}


def _save(place: Path, made_by: str, cards: Mapping[str, tuple[_Stat, msgspec.Raw]]) -> None:
    """Keep them, but for files that were young when they were read; what cannot be written is no error."""
    now = time.time_ns()
    quiet = {name: each for name, each in cards.items() if now - each[0][1] >= _QUIET_NS}
    draft = place.with_name(f"{NAME}.{os.getpid()}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(msgspec.msgpack.encode(_Kept(made_by, quiet)))
        os.replace(draft, place)
    except OSError:
        return
