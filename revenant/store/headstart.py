"""Lets git compare the work tree with its index while the rest of us is still being imported.

Git takes 50 ms for 25,000 logs, importing Typer as long: on two cores the one hides the other. A command that
does not ask in the end has lost nothing; the process is ended with ours.
"""

from __future__ import annotations

import atexit
from contextlib import suppress
from pathlib import Path

from revenant.errors import GitMissingError
from revenant.store.git import Running
from revenant.store.places import find_root

WATCHED = ("incidents", "runbooks")
_started: dict[Path, Running] = {}


def begin(folder: str) -> None:
    """Start looking at the workspace around `folder`, if there is one. Whoever asks later says what is wrong."""
    start = Path(folder)
    root = find_root(start.resolve()) if start.is_dir() else None
    if root is not None:
        with suppress(GitMissingError):
            _started[root] = look(root)
            atexit.register(_started[root].close)


def look(root: Path) -> Running:
    """A git that lists the watched files which differ from its index: one begun before, or one begun now."""
    if root in _started:
        return _started.pop(root)
    return Running(root, ("diff-files", "--name-only", "-z", "--relative", "--", *WATCHED))
