"""Full-text search over incidents, postmortems and runbooks: in the index, or in one made for the moment."""

from __future__ import annotations

import tempfile
from pathlib import Path

from revenant.store.index import Hit, Index, ask_index
from revenant.store.workspace import Workspace


def search(workspace: Workspace, words: str, kinds: list[str], limit: int) -> list[Hit]:
    """Files that hold all of `words`, best first.

    Raises:
        sqlite3.Error: not even a temporary index can be made.
    """
    hits = ask_index(workspace, lambda index: index.search(words, kinds, limit))
    if hits is not None:
        return hits
    with tempfile.TemporaryDirectory(prefix="revenant-index-") as folder:
        index = Index(workspace, folder=Path(folder))
        try:
            index.refresh()
            return index.search(words, kinds, limit)
        finally:
            index.close()
