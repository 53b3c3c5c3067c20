"""The cards of all runbooks, kept beside the repository: so that `show` need not load a parser of Markdown.

Derived and disposable, as the index is: a card counts while its file has the size, time and inode it was read with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from revenant import __version__
from revenant.core.files import MARKDOWN_SUFFIXES
from revenant.errors import RevenantError
from revenant.store.kept import kept, stats_of
from revenant.store.markdown_files import markdown_files
from revenant.store.workspace import Workspace

if TYPE_CHECKING:
    from revenant.runbooks.suggestion.card import Card

NAME = "runbooks.cards"


def all_cards(workspace: Workspace) -> list[Card]:
    """The card of every runbook that can be read, index pages left out, by path."""
    stats = stats_of(markdown_files(workspace.root / workspace.settings.runbooks.folder), workspace.relative)
    if not stats:
        return []
    from revenant.runbooks.suggestion.card import Card

    place = workspace.repository.private / NAME
    made_by = f"{__version__} {workspace.settings.runbooks}"
    found = kept(place, made_by, stats, lambda names: _read(workspace, names))
    decoder = msgspec.msgpack.Decoder(Card)
    cards = (decoder.decode(found[name]) for name in sorted(found))
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
