"""Lets git compare the work tree with its index while the rest of us is still being imported.

Git takes 50 ms for 25,000 logs, importing Typer as long: on two cores the one hides the other. A command that
does not ask in the end has lost nothing; the process is ended with ours.
"""

from __future__ import annotations

import atexit
import re
from contextlib import suppress
from pathlib import Path

from revenant.core.files import RUNBOOKS_FOLDER
from revenant.errors import GitMissingError
from revenant.store.git import Running
from revenant.store.places import SETTINGS_FILE, find_root

_FOLDER = (
    r"(?m)^runbooks:(?: *\{[^}\n]*?|(?:\s*#.*)?\n(?:[ \t]+.*\n|\s*\n)*?[ \t]+)" + r"""folder: *["']?([^"'\s,}#]+)"""
)
_started: dict[tuple[Path, tuple[str, ...]], Running] = {}


def begin(folder: str) -> None:
    """Start looking at the workspace around `folder`, if there is one. Whoever asks later says what is wrong."""
    start = Path(folder)
    root = find_root(start.resolve()) if start.is_dir() else None
    if root is not None:
        with suppress(GitMissingError):
            watched = watching(_guessed(root))
            _started[root, watched] = running = look(root, watched)
            atexit.register(running.close)


def watching(runbooks: str) -> tuple[str, ...]:
    """The folders whose files the index keeps, with that of the runbooks."""
    return ("incidents", runbooks)


def _guessed(root: Path) -> str:
    """The folder of the runbooks as revenant.yaml seems to say: a YAML parser would take longer than git.

    Whoever asks later knows it for sure, and begins anew where this was wrong.
    """
    with suppress(OSError):
        text = (root / SETTINGS_FILE).read_text(encoding="utf-8", errors="replace")
        found = re.search(_FOLDER, text) if "runbooks:" in text else None
        return found[1] if found else RUNBOOKS_FOLDER
    return RUNBOOKS_FOLDER


def look(root: Path, watched: tuple[str, ...]) -> Running:
    """A git that lists the watched files which differ from its index: one begun before, or one begun now."""
    if (root, watched) in _started:
        return _started.pop((root, watched))
    return Running(root, ("diff-files", "--name-only", "-z", "--relative", "--", *watched))
