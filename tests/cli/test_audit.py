"""`revenant audit`: what it prints, in every format, and when it exits 1; and what a hook may hand it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.render.problems import FORMATS
from tests.conftest import BEN, ROOT, Run, git


@pytest.fixture
def tampered(workspace: Path, run: Run, opened: str) -> str:
    """A workspace in which ben has made his SEV2 a SEV4; the commit."""
    (log,) = workspace.glob("incidents/*/*/*.yaml")
    log.write_text(log.read_text(encoding="utf-8").replace("SEV2", "SEV4"), encoding="utf-8")
    git(workspace, "commit", "-q", "-a", "-m", "nothing to see")
    return git(workspace, "rev-parse", "HEAD")[:9]


def test_an_honest_history(run: Run, opened: str) -> None:
    run("ack")
    result = run("audit")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no problems; checked 3 commits, 1 log\n"


def test_what_was_tampered_with_is_named(run: Run, opened: str, tampered: str, workspace: Path) -> None:
    result = run("audit")
    (log,) = workspace.glob("incidents/*/*/*.yaml")
    assert result.exit_code == 1
    place = f"{log.relative_to(workspace)}:4:1"
    assert result.stdout.startswith(f"{place}: error AU001 commit {tampered} by {BEN} changes line 4\n  - {{id: ")
    assert result.stderr == "1 error; checked 3 commits, 1 log\n"


@pytest.mark.parametrize("form", [*FORMATS])
def test_every_format(run: Run, opened: str, tampered: str, form: str) -> None:
    result = run("audit", "--format", form)
    assert result.exit_code == 1
    assert "AU001" in result.stdout
    assert tampered in result.stdout


def test_json(run: Run, opened: str, tampered: str) -> None:
    (problem,) = run("audit", "--json").json
    assert (problem["code"], problem["line"], problem["level"]) == ("AU001", 4, "error")


def test_a_range(run: Run, opened: str, tampered: str) -> None:
    assert run("audit", "HEAD~1").exit_code == 0
    assert run("audit", "HEAD~1..HEAD").exit_code == 1


def test_a_range_that_is_none(run: Run, opened: str) -> None:
    result = run("audit", "nonsense")
    assert result.exit_code == 3
    assert "nonsense" in result.stderr


def test_from_a_folder_within(run: Run, opened: str, tampered: str, workspace: Path) -> None:
    assert run("audit", cwd=workspace / "incidents").exit_code == 1


def test_signatures(run: Run, opened: str) -> None:
    result = run("audit", "--signatures")
    assert result.exit_code == 1
    assert "AU012" in result.stdout
    assert "has no signature" in result.stdout


def test_the_record_of_this_project_is_whole(run: Run) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    result = run("audit", cwd=ROOT)
    assert result.exit_code == 0, result.stdout


# --- as a hook ------------------------------------------------------------------------------

NEW = "0" * 40


def test_a_hook_without_a_workspace_accepts(run: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare")
    result = run("audit", "--pre-receive", cwd=tmp_path, stdin="")
    assert result.exit_code == 0
    assert "not checked: this repository (it has no revenant.yaml)" in result.stderr


def test_a_hook_is_told_what_is_no_push(run: Run, workspace: Path) -> None:
    result = run("audit", "--pre-receive", cwd=workspace, stdin="nonsense\n")
    assert result.exit_code == 3
    assert "OLD NEW REF" in result.stderr


def test_a_hook_gives_up_in_time(run: Run, workspace: Path, tmp_path: Path) -> None:
    server = tmp_path / "server"
    git(tmp_path, "init", "-q", "--bare", str(server))
    git(server, "fetch", "-q", str(workspace), "main")
    tip = git(workspace, "rev-parse", "HEAD").strip()
    result = run("audit", "--pre-receive", "--timeout", "0", cwd=server, stdin=f"{NEW} {tip} refs/heads/main\n")
    assert result.exit_code == 3
    assert "did not end within 0 s" in result.stderr


def test_a_hook_finds_the_workspace_in_a_folder(run: Run, tmp_path: Path) -> None:
    work, server = tmp_path / "work", tmp_path / "server"
    (work / "ops").mkdir(parents=True)
    git(work, "init", "-q", "-b", "main")
    git(work, "config", "user.name", "Ben")
    git(work, "config", "user.email", BEN)
    (work / "ops" / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "begin")
    run("open", "Search is slow", "--severity", "SEV3", cwd=work / "ops")
    (log,) = work.glob("ops/incidents/*/*/*.yaml")
    log.unlink()
    git(work, "commit", "-q", "-a", "-m", "gone")
    git(tmp_path, "init", "-q", "--bare", str(server))
    git(server, "fetch", "-q", str(work), "main")
    line = f"{NEW} {git(work, 'rev-parse', 'HEAD').strip()} refs/heads/main\n"
    for options in ([], ["--workspace-path", "ops/"]):
        result = run("audit", "--pre-receive", *options, cwd=server, stdin=line)
        assert result.exit_code == 1
        assert result.stdout.startswith("incidents/2026/11/INC-")
        assert "AU002" in result.stdout
