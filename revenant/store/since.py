"""Which files differ from an older state: what `lint --since` looks at."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from revenant.errors import GitFailedError, UnknownRevisionError
from revenant.linting.errors import ShallowCloneError
from revenant.store.git import run_git
from revenant.store.past import find_commit
from revenant.store.workspace import Workspace


def changed_since(workspace: Workspace, wanted: str, now: datetime) -> set[str]:
    """Files of the workspace that differ from a revision, or from what a time's last commit held, or are new.

    Raises:
        UnknownRevisionError, ShallowCloneError: it is not there.
        GitFailedError: git refused.
    """
    try:
        commit, _ = find_commit(workspace, wanted, now)
    except UnknownRevisionError:
        if _is_shallow(workspace.root):
            raise ShallowCloneError(wanted) from None
        raise
    return _differing(workspace.root, commit)


def _is_shallow(folder: Path) -> bool:
    """Whether this clone holds only part of the history."""
    return run_git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == "true"


def _differing(folder: Path, commit: str) -> set[str]:
    """Files below `folder`, named from it, that differ from a commit, committed or not, or that git does not track.

    What git is told to ignore is left out.
    """
    told = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", "--end-of-options", commit)
    new = ("ls-files", "-z", "--others", "--exclude-standard")
    found: set[str] = set()
    for arguments in (told, new):
        done = run_git(folder, *arguments)
        if done.returncode:
            raise GitFailedError("compare the work tree", done.stderr.strip() or done.stdout.strip())
        found |= {name for name in done.stdout.split("\0") if name}
    return found
