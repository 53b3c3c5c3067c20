"""The files of the workspace, as rules that follow links ask for them; each answer is kept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from revenant.core.frontmatter import front_rows
from revenant.core.outline import read_outline
from revenant.runbooks.links.anchors import is_assembled, page_anchors
from revenant.runbooks.links.pages import MARKDOWN
from revenant.store.runbooks import MOST_BYTES
from revenant.store.workspace import Workspace

_MARKDOWN = (*MARKDOWN, ".erb")


class WorkspaceTree:
    """Answers for paths from the workspace's root; what a link leads out of it to does not exist."""

    def __init__(self, workspace: Workspace) -> None:
        self._root = str(workspace.root.resolve())
        self.is_file = cache(self._is_file)
        self.is_folder = cache(self._is_folder)
        self.anchors = cache(self._anchors)
        self.names = cache(self._names)

    def _is_file(self, path: str) -> bool:
        return os.path.isfile(self._at(path)) and self._is_inside(path)

    def _is_folder(self, path: str) -> bool:
        return os.path.isdir(self._at(path)) and self._is_inside(path)

    def _names(self, folder: str) -> Sequence[str]:
        if not self._is_folder(folder):
            return ()
        try:
            return sorted(os.listdir(self._at(folder)))
        except OSError:
            return ()

    def _anchors(self, path: str) -> frozenset[str] | None:
        """The anchors of a Markdown file; None where it is no such file, or too large."""
        if not path.endswith(_MARKDOWN) or not self._is_file(path):
            return None
        try:
            content = Path(self._at(path)).read_bytes()
        except OSError:
            return None
        if len(content) > MOST_BYTES:
            return None
        rows = content.decode(errors="replace").split("\n")
        return None if is_assembled(rows) else page_anchors(read_outline(rows), _title(rows))

    def _at(self, path: str) -> str:
        return os.path.join(self._root, path)

    def _is_inside(self, path: str) -> bool:
        real = os.path.realpath(self._at(path))
        return real == self._root or real.startswith(f"{self._root}/")


def _title(rows: Sequence[str]) -> str:
    """The title that front matter says, which sites show as the first heading."""
    size = front_rows(rows) or 0
    said = next((row.partition(":")[2] for row in rows[:size] if row.startswith("title:")), "")
    return said.strip().strip("\"'")
