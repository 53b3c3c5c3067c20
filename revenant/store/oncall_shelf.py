"""The documents of oncall/, kept beside the repository, so that most commands need load no YAML parser for them.

Derived and disposable, as the index is: documents count while their file has the size, time and inode it was read with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from revenant import __version__
from revenant.errors import NotARepositoryError
from revenant.oncall.documents.document import Document, Item, OncallFile
from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.documents.schedules import ScheduleDocument
from revenant.store.kept import Stat, kept
from revenant.store.places import oncall_paths
from revenant.store.workspace import Workspace

NAME = "oncall.cards"
_LAYOUT = 1  # raise it when what is kept changes its form


class OncallCard(msgspec.Struct, array_like=True):
    """One file: its documents with their lines, by kind, and its complaints as people read them."""

    schedules: list[tuple[int, ScheduleDocument]] = []
    policies: list[tuple[int, PolicyDocument]] = []
    complaints: list[str] = []

    @property
    def documents(self) -> Iterator[tuple[int, Document]]:
        """Every document that can be read, with its line."""
        yield from self.schedules
        yield from self.policies


def oncall_cards(workspace: Workspace) -> dict[str, OncallCard]:
    """The card of every file of oncall/ that may hold documents, by the file's name.

    Raises:
        ReadFailedError, UnsafePathError.
    """
    stats = {workspace.relative(path): _stat(path) for path in oncall_paths(workspace.root)}
    if not stats:
        return {}
    decode = msgspec.msgpack.Decoder(OncallCard).decode
    try:
        place = workspace.repository.private / NAME
        raw = kept(place, f"{__version__} {_LAYOUT}", stats, lambda names: _encoded(workspace, names))
        return {name: decode(raw[name]) for name in sorted(raw)}
    except (NotARepositoryError, msgspec.MsgspecError):  # nowhere to keep them, or what was kept is not ours
        return {name: _read(workspace, name) for name in sorted(stats)}


def card_of(file: OncallFile) -> OncallCard:
    """What of a file is kept."""
    card = OncallCard()
    found = [*file.complaints, *(each for item in file.items for each in item.complaints)]
    card.complaints += [f"{file.path}:{line}:{col}: {message}" for line, col, message in found]
    for item in file.items:
        _add(card, item)
    return card


def _encoded(workspace: Workspace, names: Iterable[str]) -> dict[str, msgspec.Raw]:
    return {name: msgspec.Raw(msgspec.msgpack.encode(_read(workspace, name))) for name in names}


def _stat(path: Path) -> Stat:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _read(workspace: Workspace, name: str) -> OncallCard:
    from revenant.store.oncall_files import read_oncall_file

    return card_of(read_oncall_file(workspace.inside(workspace.root / name), name))


def _add(card: OncallCard, item: Item) -> None:
    match item.value:
        case ScheduleDocument():
            card.schedules.append((item.at()[0], item.value))
        case PolicyDocument():
            card.policies.append((item.at()[0], item.value))
