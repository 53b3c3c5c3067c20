"""Postmortems on disk: beside their incident's log, each in a file of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.core.settings import PostmortemSettings
from revenant.errors import InvalidFileError
from revenant.incidents.gate import PostmortemState
from revenant.postmortems.actions import parse_actions
from revenant.postmortems.document import SCHEMA, FrontMatter, Postmortem, is_postmortem_page
from revenant.postmortems.errors import PostmortemExistsError
from revenant.postmortems.reading import read_postmortem
from revenant.postmortems.sections import own_words
from revenant.store.frontmatter import read_head, split_rows
from revenant.store.growing import create_file
from revenant.store.markdown_files import markdown_files
from revenant.store.places import month_folders
from revenant.store.workspace import Workspace


class PostmortemStore:
    """Reads and creates the postmortems of a workspace."""

    def __init__(self, workspace: Workspace, settings: PostmortemSettings | None = None) -> None:
        self._workspace = workspace
        self.settings = settings = settings or workspace.settings.postmortems
        self.words = own_words(settings.sections, settings.titles)

    def path(self, incident_id: str) -> Path:
        """Where the postmortem of `incident_id` is, or would be."""
        date = incident_id.split("-")[1]
        folder = self._workspace.incidents_folder / date[:4] / date[4:6]
        return self._workspace.inside(folder / f"{incident_id}{POSTMORTEM_SUFFIX}")

    def state(self, incident_id: str) -> PostmortemState | None:
        """What the close gate needs to know, or None where there is no postmortem.

        Raises:
            InvalidFileError: its front matter cannot be read.
        """
        path = self.path(incident_id)
        if not path.is_file():
            return None
        rows = split_rows(path.read_bytes())
        actions = parse_actions("\n".join(rows), self.words)
        unready = [action.name for action in actions if not action.is_ready]
        matter = self._front_matter(self._workspace.relative(path), rows)
        return PostmortemState(matter.incident, matter.status, len(actions), unready)

    def _front_matter(self, name: str, rows: list[str]) -> FrontMatter:
        head = read_head(rows, FrontMatter, SCHEMA)
        if not head.complaints and not head.is_native:
            raise InvalidFileError([f"{name}:1:1: no front matter between two lines of --- that says schema: {SCHEMA}"])
        if head.matter is None:
            raise InvalidFileError([f"{name}:{line}:{col}: {message}" for line, col, message, *_ in head.complaints])
        return head.matter

    def paths(self) -> list[Path]:
        """Every postmortem of an incident, oldest first, and then those in `postmortems.folders`; no links."""
        return [*self.own_paths(), *self.other_paths()]

    def own_paths(self) -> list[Path]:
        """Every postmortem of an incident, oldest first; no links."""
        months = month_folders(self._workspace.incidents_folder)
        there = (Path(month, name) for month in months for name in sorted(os.listdir(month)))
        own = [path for path in there if path.name.endswith(POSTMORTEM_SUFFIX)]
        return [path for path in own if path.is_file() and not path.is_symlink()]

    def other_paths(self) -> list[Path]:
        """Those in `postmortems.folders`, in the order of their paths; no links."""
        return sorted(Path(entry.path) for entry in self.other_files())

    def other_files(self) -> Iterator[os.DirEntry[str]]:
        """The same as entries of their folders, in any order; those of incidents are not among them."""
        for folder in self.settings.folders:
            for entry in markdown_files(self._workspace.root / folder):
                is_own = Path(entry.path).is_relative_to(self._workspace.incidents_folder)
                if not is_own and is_postmortem_page(entry.name):
                    yield entry

    def read(self, path: Path) -> Postmortem:
        """The postmortem in a file, whatever it holds.

        Raises:
            OSError: the disk refuses it.
            UnsafePathError: a link leads out of the workspace.
        """
        return self.parse(self._workspace.relative(path), self._workspace.inside(path).read_bytes())

    def parse(self, name: str, content: bytes) -> Postmortem:
        """The postmortem in the file `name`, from the workspace's root, if it says `content`."""
        rows = split_rows(content)
        return read_postmortem(name, rows, read_head(rows, FrontMatter, SCHEMA), self.words)

    def create(self, incident_id: str, text: str, *, commit: bool) -> Path:
        """Write a new postmortem and commit it.

        Raises:
            PostmortemExistsError: there is one; it is left alone.
            WriteFailedError: the disk refused; there is none.
        """
        path = self.path(incident_id)
        commit = commit and self._workspace.settings.commit == "auto"
        if path.exists():
            raise PostmortemExistsError(self._workspace.relative(path))
        if commit:
            self._workspace.repository.require_unlocked()
        create_file(path, text.encode())
        if commit:
            self._workspace.repository.commit([path], f"{incident_id}: postmortem draft", new=True)
        return path
