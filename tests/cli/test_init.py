"""`revenant init`: a workspace in one command, and nothing that was there before touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import BEN, Run, git

MADE = {"revenant.yaml", "services.yaml", ".gitattributes", "revenant.gitlab-ci.yml", ".github/workflows/revenant.yml"}


@pytest.fixture
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", 'Ben "B" O\'Example: #1')
        monkeypatch.setenv(f"GIT_{role}_EMAIL", BEN)


@pytest.mark.usefixtures("identity")
def test_a_new_folder_becomes_a_committed_workspace_whose_first_admin_you_are(run: Run, tmp_path: Path) -> None:
    result = run("init", "ops", cwd=tmp_path)
    folder = tmp_path / "ops"
    assert result.exit_code == 0, result.stderr
    assert f"next: cd {os.path.relpath(folder)} && revenant open" in result.stderr
    assert set(git(folder, "ls-files").split()) >= MADE
    assert git(folder, "status", "--porcelain") == ""
    opened = run("open", "It broke", "--json", cwd=folder)
    changed = run("severity", "SEV1", "--json", cwd=folder)
    assert (opened.exit_code, changed.json["severity"]) == (0, "SEV1")
    assert run("doctor", cwd=folder).exit_code == 0
    assert run("lint", cwd=folder).exit_code == 0


@pytest.mark.usefixtures("identity")
def test_a_second_init_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    (tmp_path / "revenant.yaml").write_text("mine\n")
    result = run("init", cwd=tmp_path)
    assert (result.exit_code, (tmp_path / "revenant.yaml").read_text()) == (3, "mine\n")
    assert "revenant.yaml" in result.stderr


@pytest.mark.usefixtures("identity")
def test_inside_a_bigger_repository_its_work_and_attributes_are_kept(run: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "staged.txt").write_text("staged")
    git(tmp_path, "add", "staged.txt")
    (tmp_path / "ops").mkdir()
    (tmp_path / "ops" / ".gitattributes").write_text("*.png binary")
    assert run("init", "ops", cwd=tmp_path).exit_code == 0
    assert git(tmp_path, "status", "--porcelain").splitlines() == ["A  staged.txt"]
    assert (tmp_path / "ops" / ".gitattributes").read_text().startswith("*.png binary\n")
    assert not (tmp_path / "ops" / ".git").exists()
    assert "union" in git(tmp_path, "check-attr", "merge", "--", "ops/incidents/2026/11/INC-20261123-7F3K9.yaml")


def test_without_an_identity_nothing_is_made(run: Run, tmp_path: Path) -> None:
    result = run("init", "ops", cwd=tmp_path, user=None)
    assert result.exit_code == 3
    assert "git config --global user.email" in result.stderr
    assert not (tmp_path / "ops").exists()


@pytest.mark.usefixtures("identity")
def test_a_folder_that_cannot_be_made_is_an_error_with_a_hint(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("init", os.path.join("file", "ops"), cwd=tmp_path)
    assert result.exit_code == 3
    assert "hint:" in result.stderr


@pytest.mark.usefixtures("identity")
def test_demo_adds_a_fictitious_incident(run: Run, tmp_path: Path) -> None:
    assert run("init", "ops", "--demo", cwd=tmp_path, user="you@example.com").exit_code == 0
    listed = run("list", "--all", "--json", cwd=tmp_path / "ops").json
    assert [it["status"] for it in listed] == ["CLOSED"]
