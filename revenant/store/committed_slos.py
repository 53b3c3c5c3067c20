"""slos/ as the last commit has it: what a postmortem says must be the same in every clone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

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
        _copy(workspace.root, copied)
        yield Workspace(copied)


def _copy(root: Path, into: Path) -> None:
    rows = run_git(root, "ls-tree", "-r", "-z", "HEAD", f"{SLOS_FOLDER}/").stdout.split("\0")
    for about, name in (row.split("\t", 1) for row in rows if row.startswith("100")):
        blob = run_git(root, "cat-file", "blob", about.split(" ")[2]).stdout
        path = into / name
        if path.resolve().is_relative_to(into):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(blob, encoding="utf-8", errors="surrogateescape", newline="")
