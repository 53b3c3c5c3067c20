"""Changing action items on disk: one line of one postmortem, one commit, and not a byte more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from revenant.errors import NothingToDoError
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.actions.adding import add_item
from revenant.postmortems.actions.content import insert_lines, replace_line
from revenant.postmortems.actions.editing import Edit, edit_rows, wanted
from revenant.postmortems.card import PostmortemCard
from revenant.postmortems.sections import Section
from revenant.store.action_finding import ActionFinder
from revenant.store.frontmatter import split_rows
from revenant.store.ledger import Writer
from revenant.store.postmortem_cards import read_card
from revenant.store.postmortem_writing import PostmortemWriter
from revenant.store.record import Record, Say
from revenant.store.workspace import Workspace

Decide = Callable[[ActionItem], Edit]


class Changed(NamedTuple):
    """An action item before (None for a new one) and after a change, and the card of its postmortem after it."""

    card: PostmortemCard
    before: ActionItem | None
    after: ActionItem
    begins_section: bool = False


class _Draft(NamedTuple):
    """A file as it is to be."""

    content: bytes
    before: ActionItem | None
    after: ActionItem
    begins_section: bool = False


Make = Callable[[bytes, list[str]], _Draft]


class ActionStore(ActionFinder):
    """Finds and changes the action items of a workspace."""

    def __init__(self, workspace: Workspace, record: Record, warn: Say) -> None:
        super().__init__(workspace, record)
        self._writer = PostmortemWriter(workspace, warn)

    def edit(self, path: Path, key: str, writer: Writer, decide: Decide, message: str) -> Changed:
        """Change the action item `key` as `decide` says of it as it is: one line, one commit.

        Raises:
            UnknownActionError, AmbiguousActionError, ActionLineError, ChangedMeanwhileError.
            WriteFailedError: the disk refused; the file is as it was.
        """

        def make(content: bytes, rows: list[str]) -> _Draft:
            item = self._find(path, rows, key)
            edit = decide(item)
            row = edit_rows(rows, item, edit, self._place(path, item))
            return _Draft(replace_line(content, item.line, row), item, wanted(item, edit))

        return self._write(path, writer, make, lambda item: f"{item.key} {message}")

    def add(self, path: Path, text: str, fields: Mapping[str, str], writer: Writer) -> Changed:
        """Add an open action item with the next free id; one commit.

        Raises:
            ActionLineError, ChangedMeanwhileError, WriteFailedError.
        """

        def make(content: bytes, rows: list[str]) -> _Draft:
            new = add_item(rows, text, fields, self._postmortems.words, self._heading, self._name(path))
            return _Draft(insert_lines(content, new.after, new.rows), None, new.item, new.begins_section)

        return self._write(path, writer, make, lambda item: f"{item.key} added")

    def _write(self, path: Path, writer: Writer, make: Make, message: Callable[[ActionItem], str]) -> Changed:
        made: list[_Draft] = []

        def change(content: bytes) -> bytes:
            draft = make(content, split_rows(content))
            if draft.content == content:
                raise NothingToDoError(f"{draft.after.key} says that already")
            made.append(draft)
            return draft.content

        self._writer.change(path, writer, change, lambda: message(made[-1].after))
        draft = made[-1]
        card = read_card(self._name(path), draft.content)
        return Changed(card, draft.before, draft.after, draft.begins_section)

    @property
    def _heading(self) -> str:
        """What the section is called here."""
        titles = {name.casefold(): title for name, title in self._postmortems.settings.titles.items()}
        return titles.get(Section.ACTIONS.casefold(), Section.ACTIONS.value)
