"""Postmortems on disk: beside their incident's log, each in a file of its own."""

from __future__ import annotations

from pathlib import Path

from revenant.errors import InvalidFileError, PostmortemExistsError
from revenant.incidents.gate import PostmortemState
from revenant.postmortems.actions import parse_actions
from revenant.postmortems.document import FrontMatter
from revenant.store import yaml_io
from revenant.store.growing import create_file
from revenant.store.workspace import Workspace

_FENCE = "---"


class PostmortemStore:
    """Reads and creates the postmortems of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def path(self, incident_id: str) -> Path:
        """Where the postmortem of `incident_id` is, or would be."""
        date = incident_id.split("-")[1]
        folder = self._workspace.incidents_folder / date[:4] / date[4:6]
        return self._workspace.inside(folder / f"{incident_id}.postmortem.md")

    def state(self, incident_id: str) -> PostmortemState | None:
        """What the close gate needs to know, or None where there is no postmortem.

        Raises:
            InvalidFileError: its front matter cannot be read.
        """
        path = self.path(incident_id)
        if not path.is_file():
            return None
        text = path.read_text(encoding="utf-8", errors="replace")
        actions = parse_actions(text)
        unready = [action.name for action in actions if not action.is_ready]
        matter = self._front_matter(path, text)
        return PostmortemState(matter.incident, matter.status, len(actions), unready)

    def _front_matter(self, path: Path, text: str) -> FrontMatter:
        name = self._workspace.relative(path)
        head = text.replace("\r\n", "\n").split("\n")
        if head[0] != _FENCE or _FENCE not in head[1:]:
            raise InvalidFileError([f"{name}:1:1: no front matter between two lines of ---"])
        block = "\n".join(head[1 : head.index(_FENCE, 1)])
        matter, complaints = yaml_io.load_as(block, FrontMatter)
        if matter is None:
            raise InvalidFileError([f"{name}:{line + 1}:{col}: {message}" for line, col, message in complaints])
        return matter

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
