"""Finding action items: by incident and id, by id alone where only one has it, or by the line they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from revenant.errors import UnknownIncidentError
from revenant.postmortems.actions import ActionItem, tasks_of, under_actions
from revenant.postmortems.actions.editing import in_conflict, require_free
from revenant.postmortems.card import PostmortemCard
from revenant.postmortems.errors import AmbiguousActionError, NoPostmortemError, UnknownActionError
from revenant.store.frontmatter import split_rows
from revenant.store.postmortem_cards import all_cards, read_card
from revenant.store.postmortems import PostmortemStore
from revenant.store.record import Record
from revenant.store.workspace import Workspace

_LINE = re.compile(r"L(\d{1,9})")


class ActionFinder:
    """Finds the action items of a workspace."""

    def __init__(self, workspace: Workspace, record: Record) -> None:
        self._workspace, self._record = workspace, record
        self._postmortems = PostmortemStore(workspace)

    def locate(self, part: str) -> Path:
        """The postmortem of the incident that `part` names, or another whose path holds it.

        Raises:
            UnknownIncidentError, AmbiguousIncidentError, NoPostmortemError.
        """
        others = [path for path in self._postmortems.other_paths() if part.casefold() in self._name(path).casefold()]
        try:
            incident = self._record.resolve(part)
        except UnknownIncidentError:
            if len(others) != 1:
                raise
            return others[0]
        path = self._postmortems.path(incident)
        if not path.is_file():
            raise NoPostmortemError(incident)
        return path

    def holder(self, key: str, prefer: Callable[[ActionItem], bool]) -> Path:
        """The only postmortem that has an action item called `key`, of those that `prefer` likes if there are any.

        Raises:
            UnknownActionError, AmbiguousActionError.
        """
        named = [(card, item) for card in all_cards(self._workspace) for item in self._actions(card) if _is(item, key)]
        liked = [each for each in named if prefer(each[1])] or named
        paths = list(dict.fromkeys(card.path for card, _ in liked))
        if not paths:
            raise UnknownActionError(key, "this workspace", [])
        if len(paths) > 1:
            raise AmbiguousActionError(key, [f"{card.incident or card.path} {item.key}" for card, item in liked])
        return self._workspace.root / paths[0]

    def read(self, path: Path, key: str) -> tuple[PostmortemCard, ActionItem]:
        """The action item `key` of a postmortem, and the postmortem's card.

        Raises:
            UnknownActionError, AmbiguousActionError.
            ActionLineError: it stands in a conflict.
        """
        content = self._workspace.inside(path).read_bytes()
        return read_card(self._name(path), content), self._find(path, split_rows(content), key)

    def _find(self, path: Path, rows: list[str], key: str) -> ActionItem:
        items = [item for item in tasks_of(rows) if under_actions(item, self._postmortems.words)]
        found = [item for item in items if _is(item, key)]
        if not found:
            raise UnknownActionError(key, self._name(path), [item.key for item in items])
        for item in found:
            if in_conflict(rows, item.line):
                require_free(rows, item, self._place(path, item))
        if len(found) > 1:
            raise AmbiguousActionError(key, [self._place(path, item) for item in found])
        return found[0]

    def _actions(self, card: PostmortemCard) -> list[ActionItem]:
        return card.actions(self._postmortems.words)

    def _place(self, path: Path, item: ActionItem) -> str:
        return f"{self._name(path)}:{item.line}"

    def _name(self, path: Path) -> str:
        return self._workspace.relative(path)


def _is(item: ActionItem, key: str) -> bool:
    word = key.strip().upper()
    line = _LINE.fullmatch(word)
    return item.id == word or (line is not None and item.line == int(line[1]))
