"""slos/ as the last commit has it: what a postmortem says must be the same in every clone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from revenant.store.committed import copy_committed
from revenant.store.git import run_git
from revenant.store.places import SLOS_FOLDER
from revenant.store.workspace import Workspace


@contextmanager
def committed_slos(workspace: Workspace) -> Iterator[Workspace]:
    """A workspace whose slos/ is the committed one: this one, or where it differs, a copy that holds nothing else."""
    options = ("--porcelain", "-z", "--untracked-files=all", "--ignored")
    told = run_git(workspace.root, "status", *options, "--", SLOS_FOLDER)
    if told.returncode == 0 and not told.stdout:
        yield workspace
        return
    with TemporaryDirectory(prefix="revenant-") as folder:
        copied = Path(folder).resolve()
        copy_committed(workspace.root, "HEAD", [f"{SLOS_FOLDER}/"], copied)
        yield Workspace(copied)
