"""The files of a workspace for tests, from names and texts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from revenant.core.outline import read_outline
from revenant.runbooks.links.anchors import page_anchors


class MemoryTree:
    """A Tree that is all in memory."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._folders = {"", *(name[:at] for name in files for at, char in enumerate(name) if char == "/")}

    def is_file(self, path: str) -> bool:
        return path in self._files

    def is_folder(self, path: str) -> bool:
        return path in self._folders

    def names(self, folder: str) -> Sequence[str]:
        lead = f"{folder}/" if folder else ""
        below = (name[len(lead) :] for name in self._files if name.startswith(lead))
        return sorted({name.partition("/")[0] for name in below})

    def anchors(self, path: str) -> frozenset[str] | None:
        if not path.endswith(".md") or path not in self._files:
            return None
        return page_anchors(read_outline(self._files[path].split("\n")))
