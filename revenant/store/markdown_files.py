"""Which files hold Markdown, such as runbooks: found by their names, none of them read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from revenant.core.files import MARKDOWN_SUFFIXES


def markdown_files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Every file below `folder` that is named as Markdown is, in any order; hidden ones and links are left out."""
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:  # none there, or not ours to read: lint says so of what it was pointed at
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif entry.name.endswith(MARKDOWN_SUFFIXES) and entry.is_file(follow_symlinks=False):
                yield entry
