"""Full-text search over incidents, postmortems and runbooks: in the index, or in one made for the moment."""

from __future__ import annotations

from revenant.core.text import encodable
from revenant.incidents.selection import Selection
from revenant.store.index import Hit, Index, answer
from revenant.store.workspace import Workspace


def search(workspace: Workspace, words: str, kinds: list[str], limit: int, wanted: Selection) -> list[Hit]:
    """Files that hold all of `words`, best first; with filters, only incidents they admit, and their postmortems.

    Raises:
        sqlite3.Error: not even a temporary index can be made.
    """
    words = encodable(words)

    def question(index: Index) -> list[Hit]:
        if not wanted.filters:
            return index.search(words, kinds, limit)
        admitted = {summary.snapshot.id for summary in index.survey().summaries if wanted.admits(summary.snapshot)}
        return [hit for hit in index.search(words, kinds, -1) if hit.id in admitted][:limit]

    return answer(workspace, question)
