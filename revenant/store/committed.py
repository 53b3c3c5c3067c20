"""Files as a commit has them, copied out of git, so that whatever reads a workspace can read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from revenant.store.git import run_git
from revenant.store.places import CATALOGUE_FILE, ONCALL_FOLDER, SETTINGS_FILE
from revenant.store.workspace import Workspace


@contextmanager
def committed_oncall(workspace: Workspace, commit: str) -> Iterator[Workspace]:
    """A workspace with the schedules, people and services of a commit, and nothing else."""
    with TemporaryDirectory(prefix="revenant-") as folder:
        copied = Path(folder).resolve()
        run_git(copied, "init", "--quiet")  # what is derived from a workspace is kept in its repository
        copy_committed(workspace.root, commit, [SETTINGS_FILE, CATALOGUE_FILE, f"{ONCALL_FOLDER}/"], copied)
        yield Workspace(copied)


def copy_committed(root: Path, commit: str, names: Iterable[str], into: Path) -> None:
    """Copy these files, and all below these folders, from a commit; links and what leads elsewhere are left out."""
    told = run_git(root, "ls-tree", "-r", "-z", "--end-of-options", commit, *names).stdout
    for about, name in (row.split("\t", 1) for row in told.split("\0") if row.startswith("100")):
        blob = run_git(root, "cat-file", "blob", about.split(" ")[2]).stdout
        path = into / name
        if path.resolve().is_relative_to(into):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(blob, encoding="utf-8", errors="surrogateescape", newline="")
