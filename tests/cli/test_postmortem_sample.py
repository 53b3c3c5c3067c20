"""The sample postmortems at the repository's root show what a reader should expect: every region, all up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revenant.postmortems.generated import GENERATED
from tests.conftest import BEN, ROOT, Run, git

LONG, SHORT = "INC-20261112-BX1BM", "INC-20261006-M6N3S"
_PARTS = ("revenant.yaml", "services.yaml", "incidents", "changes", "runbooks", "slos")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample workspace, in a repository of its own."""
    folder = tmp_path / "sample"
    folder.mkdir()
    for name in _PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "config", "user.name", "Ben")
    git(folder, "config", "user.email", BEN)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "what a postmortem says of budgets is from what is committed")
    return folder


def test_nothing_in_them_is_out_of_date(run: Run, sample: Path) -> None:
    checked = run("postmortem", "check", "--fail-on", "info", cwd=sample)
    assert (checked.exit_code, checked.stdout) == (0, ""), checked.stdout


def test_one_shows_every_region_and_a_short_one_leaves_some_out(run: Run, sample: Path) -> None:
    (long, short) = run("postmortem", "render", LONG, SHORT, "--dry-run", "--json", cwd=sample).json
    conditions = [{each["name"]: each["condition"] for each in told["regions"]} for told in (long, short)]
    assert conditions[0] == dict.fromkeys(GENERATED, "fresh")
    assert set(conditions[1].values()) == {"fresh", "absent"}
