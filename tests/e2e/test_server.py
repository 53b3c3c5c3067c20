"""The server of these tests is a real one: it authenticates, takes big pushes, and obeys its hooks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import git
from tests.e2e.conftest import Clone
from tests.e2e.server import GitServer


def test_what_one_pushes_another_pulls(clone: Clone) -> None:
    ben, ana = clone("ben"), clone("ana")
    (ben / "note.md").write_text("hello\n")
    git(ben, "add", "note.md")
    git(ben, "commit", "-q", "-m", "note")
    git(ben, "push", "-q", "origin", "main")
    git(ana, "pull", "-q", "--ff-only")
    assert (ana / "note.md").read_text() == "hello\n"


def test_a_big_push_comes_in_chunks(clone: Clone, git_server: GitServer) -> None:
    ben = clone("ben")
    (ben / "big").write_bytes(random.Random(1).randbytes(3 << 20))
    git(ben, "add", "big")
    git(ben, "commit", "-q", "-m", "big")
    git(ben, "push", "-q", "origin", "main")
    assert git(git_server.repo, "rev-parse", "main") == git(ben, "rev-parse", "HEAD")


def test_strangers_stay_outside(git_server: GitServer, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="Authentication failed"):
        git(tmp_path, "clone", "-q", git_server.url("mallory"), "stolen")


def test_a_hook_decides(clone: Clone, git_server: GitServer) -> None:
    git_server.install_hook("#!/bin/sh\necho not today\nexit 1\n")
    ben = clone("ben")
    git(ben, "commit", "-q", "--allow-empty", "-m", "nothing")
    with pytest.raises(AssertionError, match="remote: not today"):
        git(ben, "push", "origin", "main")
