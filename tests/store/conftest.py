"""Two clones of one workspace, with a bare repository between them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ANA, git


class Pair(NamedTuple):
    """Ben's and Ana's clones, and the repository both push to."""

    ben: Path
    ana: Path
    bare: Path


def cloned(bare: Path, folder: Path, name: str) -> Path:
    """A clone somebody works in."""
    git(bare, "clone", "-q", str(bare), str(folder))
    git(folder, "config", "user.name", name.capitalize())
    git(folder, "config", "user.email", f"{name}@example.com")
    return folder


@pytest.fixture
def pair(workspace: Path, tmp_path: Path) -> Pair:
    """Everybody has the same one commit."""
    bare = tmp_path / "bare.git"
    git(tmp_path, "init", "-q", "--bare", str(bare))
    git(workspace, "remote", "add", "origin", str(bare))
    git(workspace, "push", "-q", "-u", "origin", "main")
    return Pair(workspace, cloned(bare, tmp_path / "ana", ANA.split("@")[0]), bare)
