"""`revenant lint`: which files it looks at, what it prints where, and when it exits 1."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Run, git


def log_of(workspace: Path) -> Path:
    return next((workspace / "incidents").rglob("INC-*.yaml"))


def spoil(workspace: Path, text: str = "scribbled in the margin\n") -> Path:
    """Add a line that is no event to the only log."""
    path = log_of(workspace)
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return path


def test_a_fresh_workspace_has_no_problems(run: Run, opened: str) -> None:
    result = run("lint")
    assert result.exit_code == 0, result.stdout
    assert result.stdout == ""
    assert result.stderr == "no problems; checked revenant.yaml, services.yaml, .gitattributes, 1 incident log\n"


def test_a_problem_is_shown_with_its_line(run: Run, opened: str, workspace: Path) -> None:
    name = spoil(workspace).relative_to(workspace)
    result = run("lint", "incidents/")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{name}:5:1: error IN018 not an event line")
    assert "\n  scribbled in the margin\n  ^\n  hint: " in result.stdout
    assert result.stderr == "1 error; checked 1 incident log\nexplain a rule: revenant runbook rule IN018\n"


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("info", 1)])
def test_fail_on(run: Run, level: str, code: int) -> None:
    run("open", "Search is slow", "-s", "SEV3", "--service", "serach")
    result = run("lint", "--fail-on", level)
    assert "info IN017 'serach' is not in services.yaml" in result.stdout
    assert result.exit_code == code


@pytest.mark.parametrize("form", ["--json", "--format=json"])
def test_json(run: Run, opened: str, workspace: Path, form: str) -> None:
    assert run("lint", form).json == []
    spoil(workspace)
    (problem,) = run("lint", form).json
    assert (problem["code"], problem["line"], problem["col"], problem["level"]) == ("IN018", 5, 1, "error")


def test_github_annotations(run: Run, opened: str, workspace: Path) -> None:
    name = spoil(workspace).relative_to(workspace)
    assert run("lint", "--format", "github").stdout.startswith(f"::error file={name},line=5,col=1,title=IN018::")


def test_files_it_has_no_rules_for_are_named(run: Run, opened: str, workspace: Path) -> None:
    (workspace / "README.md").write_text("# Us\n")
    assert "nothing was checked; not checked: README.md (no rules for it)" in run("lint", "README.md").stderr


def test_broken_settings_are_problems_not_a_failure(run: Run, opened: str, workspace: Path) -> None:
    (workspace / "revenant.yaml").write_text("schema: revenant/workspace@1\npeople: [1]\n")
    (workspace / "services.yaml").write_text("schema: [\n")
    result = run("lint", "--format", "concise")
    assert result.exit_code == 1
    assert [line.split()[2] for line in result.stdout.splitlines()] == ["WS001", "WS002"]


def test_missing_gitattributes_is_a_problem(run: Run, workspace: Path) -> None:
    git(workspace, "rm", "-q", ".gitattributes")
    assert ".gitattributes: error WS007" in run("lint").stdout


def test_misplaced_logs_are_found(run: Run, opened: str, workspace: Path) -> None:
    path = log_of(workspace)
    path.rename(path.parent.parent / path.name)
    assert "error IN002" in run("lint", "incidents").stdout


def test_unknown_path(run: Run) -> None:
    result = run("lint", "incidents/2031")
    assert result.exit_code == 3
    assert "there is no file or folder" in result.stderr
    assert "hint:" in result.stderr


@pytest.mark.parametrize("path", ["..", "../elsewhere.yaml", "/etc/hostname"])
def test_paths_outside_the_workspace_are_refused(run: Run, workspace: Path, path: str) -> None:
    (workspace.parent / "elsewhere.yaml").write_text("a: b\n")
    result = run("lint", path)
    assert result.exit_code == 3
    assert "outside the workspace" in result.stderr


def test_links_out_of_the_workspace_are_refused_or_left_out(run: Run, opened: str, workspace: Path) -> None:
    secret = workspace.parent / "secret.yaml"
    secret.write_text("password: hunter2\n")
    link = log_of(workspace).with_name("INC-20261123-00000.yaml")
    link.symlink_to(secret)
    assert run("lint", str(link)).exit_code == 3
    whole = run("lint")
    assert "hunter2" not in whole.stdout
    assert f"{link.relative_to(workspace)}: error IN003" in whole.stdout


def test_a_catalogue_from_elsewhere_is_refused(run: Run, workspace: Path) -> None:
    secret = workspace.parent / "secret.yaml"
    secret.write_text("password: hunter2\n")
    (workspace / "services.yaml").unlink()
    (workspace / "services.yaml").symlink_to(secret)
    result = run("lint")
    assert result.exit_code == 3
    assert "hunter2" not in result.stdout + result.stderr


def test_a_pipe_is_not_opened(run: Run, opened: str, workspace: Path) -> None:
    pipe = log_of(workspace).with_name("INC-20261123-00000.yaml")
    os.mkfifo(pipe)
    assert f"{pipe.relative_to(workspace)}: error IN003" in run("lint").stdout


def test_paths_are_those_of_the_folder_one_is_in(run: Run, opened: str, workspace: Path) -> None:
    assert "checked 1 incident log\n" in run("lint", "2026", cwd=workspace / "incidents").stderr
    assert "checked revenant.yaml," in run("lint", "..", cwd=workspace / "incidents").stderr


@pytest.mark.parametrize("option", [("--format", "xml"), ("--fail-on", "never")])
def test_unknown_words_are_refused(run: Run, option: tuple[str, str]) -> None:
    result = run("lint", *option)
    assert result.exit_code == 3
    assert "use one of" in result.stderr
