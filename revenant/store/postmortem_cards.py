"""The cards of all postmortems: from the index, or without one from the files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from revenant import __version__
from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.core.ids import INCIDENT_ID
from revenant.core.markdown import unescape
from revenant.core.outline import skim_headings
from revenant.core.text import all_encodable
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions import ActionItem, tasks_of
from revenant.postmortems.card import PostmortemCard
from revenant.store.kept import kept, stats_of
from revenant.store.workspace import Workspace

NAME = "postmortems.cards"


class Filed(NamedTuple):
    """A postmortem's card, and its incident without its events; None where there is no such log."""

    card: PostmortemCard
    incident: IncidentSnapshot | None = None


def all_cards(workspace: Workspace) -> list[PostmortemCard]:
    """The card of every postmortem, those of incidents first and oldest first."""
    return [filed.card for filed in all_filed(workspace)]


def own_cards(workspace: Workspace) -> list[PostmortemCard]:
    """The card of every incident's postmortem; for whoever has just asked the index for the incidents."""
    from revenant.store.index import ask_index

    own = ask_index(workspace, lambda index: index.cards(), at_a_glance=True)
    return [filed.card for filed in _read_own(workspace)] if own is None else own


def all_filed(workspace: Workspace) -> list[Filed]:
    """The same, each with its incident."""
    from revenant.store.index import ask_index

    own = ask_index(workspace, lambda index: index.postmortems())
    return [*(_read_own(workspace) if own is None else own), *_others(workspace)]


def read_card(name: str, content: bytes) -> PostmortemCard:
    """The card of the postmortem `name`, from the workspace's root, that says `content`; never an error."""
    from revenant.postmortems.document import SCHEMA, FrontMatter
    from revenant.store.frontmatter import read_head, split_rows  # YAML, which an index that is up to date spares us

    rows = split_rows(content)
    head = read_head(rows, FrontMatter, SCHEMA)
    matter, file = head.matter, PurePosixPath(name).name
    titles = (heading.text for heading in skim_headings(rows[head.rows :]) if heading.level == 1)
    return PostmortemCard(
        all_encodable(name),
        _incident(file),
        unescape(all_encodable(next(titles, file.partition(".")[0]))),
        matter.status if matter else "",
        matter.owner if matter else "",
        matter.reviewers if matter else [],
        matter.tags if matter else [],
        [plain_item(item) for item in tasks_of(rows)],
    )


def _incident(file: str) -> str:
    stem = file.removesuffix(POSTMORTEM_SUFFIX)
    return stem if stem != file and INCIDENT_ID.fullmatch(stem) else ""


def plain_item(item: ActionItem) -> ActionItem:
    """An item as it is read: without what UTF-8 cannot hold, and without the backslashes of Markdown."""
    under = tuple(all_encodable(list(item.under)))
    fields = {all_encodable(key): unescape(all_encodable(value)) for key, value in item.fields.items()}
    return item._replace(text=unescape(all_encodable(item.text)), fields=fields, under=under)


def _read_own(workspace: Workspace) -> list[Filed]:
    from revenant.store.log import read_log
    from revenant.store.postmortems import PostmortemStore
    from revenant.store.record import summarise
    from revenant.store.worktree import WorkTreeLogs

    logs, found = WorkTreeLogs(workspace), []
    for path in PostmortemStore(workspace).own_paths():
        card = _card_at(workspace, path)
        if card is not None:
            log = logs.path(card.incident) if card.incident else None
            known = summarise(card.incident, read_log(log)).snapshot if log and log.is_file() else None
            found.append(Filed(card, known))
    return found


def _others(workspace: Workspace) -> list[Filed]:
    """Those in `postmortems.folders`, of no incident of ours: as they were kept while they have not changed."""
    settings = workspace.settings.postmortems
    if not settings.folders:
        return []
    from revenant.store.postmortems import PostmortemStore

    stats = stats_of(PostmortemStore(workspace, settings).other_files(), workspace.relative)
    found = kept(workspace.repository.private / NAME, __version__, stats, lambda names: _read(workspace, names))
    decoder = msgspec.msgpack.Decoder(PostmortemCard)
    return [Filed(decoder.decode(found[name])) for name in sorted(found)]


def _read(workspace: Workspace, names: Iterable[str]) -> dict[str, msgspec.Raw]:
    cards = {name: _card_at(workspace, workspace.root / name) for name in names}
    return {name: msgspec.Raw(msgspec.msgpack.encode(card)) for name, card in cards.items() if card is not None}


def _card_at(workspace: Workspace, path: Path) -> PostmortemCard | None:
    try:
        return read_card(workspace.relative(path), workspace.inside(path).read_bytes())
    except (OSError, RevenantError):
        return None
