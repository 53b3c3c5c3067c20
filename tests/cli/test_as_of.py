"""`--as-of`: what the record said at a commit or a time, whatever the work tree says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Clock, Run, git


@pytest.fixture
def story(run: Run, workspace: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> str:
    """An incident opened at 12:00, acknowledged at 12:10, resolved at 12:30, each committed then."""
    incident = ""
    for minutes, words in ((0, ["open", "It broke", "-s", "SEV2"]), (10, ["ack"]), (20, ["resolve"])):
        clock.advance(f"{minutes} min")
        monkeypatch.setenv("GIT_COMMITTER_DATE", clock.now.isoformat())
        result = run(*words, "--json")
        incident = result.json["id"]
    git(workspace, "tag", "over")
    clock.advance("1 h")
    return incident


def _status(run: Run, incident: str, as_of: str) -> str:
    return str(run("show", incident, "--as-of", as_of, "--json").json["status"])


def test_revisions_and_times_name_what_was_said_then(run: Run, story: str) -> None:
    assert _status(run, story, "over") == "RESOLVED"
    assert _status(run, story, "HEAD~1") == "ACKNOWLEDGED"
    assert _status(run, story, "2026-11-23T12:05:00Z") == "OPEN"
    assert _status(run, story, "80 min ago") == "ACKNOWLEDGED"


def test_status_list_and_report_look_from_that_time(run: Run, story: str) -> None:
    assert run("status", "--json").json == []
    (then,) = run("status", "--as-of", "2026-11-23T12:05:00Z", "--json").json
    assert (then["age_seconds"], then["deadlines"][0]["seconds_left"]) == (300, 600)
    assert [it["id"] for it in run("list", "--as-of", "HEAD~1", "--json").json] == [story]
    assert "1 still open" in run("report", "--as-of", "HEAD~1").stdout


def test_the_incident_may_be_left_out_when_one_was_open_then(run: Run, story: str) -> None:
    assert story in run("show", "--as-of", "HEAD~1").stdout


def test_a_work_tree_that_says_otherwise_makes_no_difference(run: Run, workspace: Path, story: str) -> None:
    for path in workspace.glob("incidents/*/*/*.yaml"):
        path.write_text("nonsense")
    assert _status(run, story, "HEAD") == "RESOLVED"


@pytest.mark.parametrize(
    "wanted", ["nope", "--output=x", "-1", "HEAD:revenant.yaml", "1999-01-01", "", "a b\x1b[31m", "HEAD~99"]
)
def test_what_names_no_commit_is_refused(run: Run, workspace: Path, story: str, wanted: str) -> None:
    result = run("list", f"--as-of={wanted}")
    assert result.exit_code == 3
    assert "hint:" in result.stderr
    assert "\x1b" not in result.stderr
    assert not (workspace / "x").exists()


def test_an_incident_that_was_not_there_yet_is_unknown(run: Run, story: str) -> None:
    assert run("show", story, "--as-of", "HEAD~3").exit_code == 3


def test_it_works_from_a_subfolder_of_a_bigger_repository(run: Run, workspace: Path, tmp_path: Path) -> None:
    bigger = tmp_path / "bigger"
    bigger.mkdir()
    git(bigger, "init", "-q", "-b", "main")
    folder = workspace.rename(bigger / "ops")
    for path in sorted((folder / ".git").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / ".git").rmdir()
    git(bigger, "config", "user.name", "Ben")
    git(bigger, "config", "user.email", "ben@example.com")
    git(bigger, "add", "-A")
    git(bigger, "commit", "-q", "-m", "bigger")
    incident = run("open", "in a subfolder", "--json", cwd=folder).json["id"]
    assert run("show", incident, "--as-of", "HEAD", cwd=folder).exit_code == 0
    assert run("list", "--as-of", "HEAD~1", "--json", cwd=folder).json == []
