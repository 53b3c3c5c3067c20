"""A report names the commit it was computed from, and says when there was more than that."""

from __future__ import annotations

from pathlib import Path

from revenant.store.git import run_git
from revenant.store.provenance import Provenance
from revenant.store.workspace import find_workspace
from tests.conftest import Run


def test_what_is_committed_is_named(run: Run, workspace: Path) -> None:
    run("open", "Checkout fails")
    head = run_git(workspace, "rev-parse", "HEAD").stdout[:12]
    assert Provenance(find_workspace(workspace)).words == f"commit {head}"


def test_files_beside_the_commit_are_told(run: Run, workspace: Path) -> None:
    run("open", "Checkout fails", "--no-commit")
    assert Provenance(find_workspace(workspace)).words.endswith(" and files that are not committed")


def test_other_peoples_files_do_not_matter(run: Run, workspace: Path) -> None:
    (workspace / "scratch.txt").write_text("x")
    assert "not committed" not in Provenance(find_workspace(workspace)).words


def test_the_past_has_its_own_commit(run: Run, workspace: Path) -> None:
    assert Provenance(find_workspace(workspace), "0123456789abcdef").words == "commit 0123456789ab"
