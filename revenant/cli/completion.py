"""Shell completion: ids of incidents, and the words a command knows. It never fails loudly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Completions = list[tuple[str, str]]


def complete_incident(ctx: Any, incomplete: str) -> Completions:
    """Ids that contain what was typed, newest first."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.workspace import find_workspace
    from revenant.store.worktree import WorkTreeLogs

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        ids = WorkTreeLogs(find_workspace(directory)).matching(incomplete.upper(), newest=50)
    except (RevenantError, OSError):
        return []
    return [(known, "") for known in reversed(ids)]


def complete_words(choices: Iterable[str]) -> Callable[[Any, str], Completions]:
    """For `[ID] WORD`: an id or a word first, only words after an id."""

    def complete(ctx: Any, incomplete: str) -> Completions:
        fitting = [(word, "") for word in choices if word.upper().startswith(incomplete.upper())]
        return fitting if ctx.params.get("given") else [*fitting, *complete_incident(ctx, incomplete)]

    return complete
