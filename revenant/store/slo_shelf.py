"""The documents of slos/, kept beside the repository, so that most commands need load no YAML parser for them.

Derived and disposable, as the index is: documents count while their file has the size, time and inode it was read with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from revenant import __version__
from revenant.errors import NotARepositoryError
from revenant.slos.documents.alerting import ConditionDocument, PolicyDocument
from revenant.slos.documents.document import Document
from revenant.slos.documents.openslo import SliDocument, SloDocument
from revenant.slos.documents.reading import Placed
from revenant.store.kept import Stat, kept
from revenant.store.places import slo_paths
from revenant.store.workspace import Workspace

NAME = "slos.cards"
_LAYOUT = 1  # raise it when what is kept changes its form


class SloCard(msgspec.Struct, array_like=True):
    """One file: its documents with their lines, by kind; its complaints as people read them; what is not read of it."""

    slos: list[tuple[int, SloDocument]] = []
    slis: list[tuple[int, SliDocument]] = []
    policies: list[tuple[int, PolicyDocument]] = []
    conditions: list[tuple[int, ConditionDocument]] = []
    complaints: list[str] = []
    outside: list[str] = []

    def placed(self, path: str) -> Iterator[Placed]:
        """Its documents with where they stand."""
        for part in (self.slos, self.slis, self.policies, self.conditions):
            yield from (Placed(document, path, line) for line, document in part)


def slo_cards(workspace: Workspace) -> dict[str, SloCard]:
    """The card of every file of slos/ that may hold documents, by the file's name.

    Raises:
        ReadFailedError, UnsafePathError.
    """
    stats = {workspace.relative(path): _stat(path) for path in slo_paths(workspace.root)}
    if not stats:
        return {}
    decode = msgspec.msgpack.Decoder(SloCard).decode
    try:
        place = workspace.repository.private / NAME
        raw = kept(place, f"{__version__} {_LAYOUT}", stats, lambda names: _encoded(workspace, names))
        return {name: decode(raw[name]) for name in sorted(raw)}
    except (NotARepositoryError, msgspec.MsgspecError):  # nowhere to keep them, or what was kept is not ours
        return {name: _read(workspace, name) for name in sorted(stats)}


def _encoded(workspace: Workspace, names: Iterable[str]) -> dict[str, msgspec.Raw]:
    return {name: msgspec.Raw(msgspec.msgpack.encode(_read(workspace, name))) for name in names}


def _stat(path: Path) -> Stat:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def _read(workspace: Workspace, name: str) -> SloCard:
    from revenant.store.slo_files import read_slo_file

    file, card = read_slo_file(workspace.inside(workspace.root / name), name), SloCard()
    found = [*file.complaints, *(each for item in file.items for each in item.complaints)]
    card.complaints += [f"{name}:{line}:{col}: {message}" for line, col, message in found]
    for item in file.items:
        line = item.at()[0]
        if item.outside:
            card.outside.append(f"{name}, line {line}: {item.outside}")
        elif item.value is not None:
            _add(card, line, item.value)
    return card


def _add(card: SloCard, line: int, document: Document) -> None:
    match document:
        case SloDocument():
            card.slos.append((line, document))
        case SliDocument():
            card.slis.append((line, document))
        case PolicyDocument():
            card.policies.append((line, document))
        case ConditionDocument():
            card.conditions.append((line, document))
