"""A git server of this test's own, and clones of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import git
from tests.e2e.server import GitServer

Clone = Callable[[str], Path]


@pytest.fixture
def git_server(isolated: Path, workspace: Path, tmp_path: Path) -> Iterator[GitServer]:
    """A server that holds the workspace as main; no hook yet (`install_hook`)."""
    with GitServer(tmp_path / "server") as server:
        git(workspace, "push", "-q", server.url("ana"), "HEAD:main")
        yield server


@pytest.fixture
def clone(git_server: GitServer, tmp_path: Path) -> Clone:
    """`clone("ben")` → a clone in which ben works, pulling and pushing as himself."""

    def make(user: str) -> Path:
        folder = tmp_path / "clones" / user
        git(tmp_path, "clone", "-q", git_server.url(user), str(folder))
        git(folder, "config", "user.name", user.capitalize())
        git(folder, "config", "user.email", f"{user}@example.com")
        return folder

    return make
