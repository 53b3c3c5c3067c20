"""Fixtures that tests of commands share with those of the store, and a runbook to be walked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import git
from tests.runbooks.making import WALK
from tests.store.conftest import pair

__all__ = ["pair"]


@pytest.fixture
def runbook(workspace: Path) -> Path:
    """The file of a runbook that is committed."""
    path = workspace / "runbooks" / "pg-lag.md"
    path.parent.mkdir()
    path.write_text(WALK, encoding="utf-8")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "A runbook")
    return path
