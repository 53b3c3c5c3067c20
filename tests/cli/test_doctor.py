"""`revenant doctor` names what would go wrong at night, and commits what an earlier failure left."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, git


def _health(run: Run) -> dict[str, str]:
    return {finding["what"]: finding["health"] for finding in run("doctor", "--json").json}


def test_a_sound_workspace_is_all_ok(run: Run, opened: str) -> None:
    assert set(_health(run).values()) == {"ok"}
    assert run("doctor").exit_code == 0


def test_each_trouble_is_named(run: Run, workspace: Path, opened: str) -> None:
    (workspace / ".gitattributes").write_text("")
    (workspace / "services.yaml").write_text("schema: revenant/services@1\nservices: 3\n")
    log = next(workspace.glob("incidents/*/*/*.yaml"))
    log.write_text(log.read_text() + "<<<<<<< HEAD\n")
    health = _health(run)
    assert {name for name, value in health.items() if value == "problem"} == {"merging", "services", "logs"}
    assert health["commits"] == "warning"
    assert run("doctor").exit_code == 1


def test_fix_commits_what_was_left_and_nothing_else(run: Run, workspace: Path, opened: str) -> None:
    run("note", opened, "kept out of git for now", "--no-commit")
    (workspace / "mine.txt").write_text("mine")
    assert _health(run)["commits"] == "warning"
    assert run("doctor", "--fix").exit_code == 0
    assert git(workspace, "status", "--porcelain").splitlines() == ["?? mine.txt"]
    assert _health(run)["commits"] == "ok"


def test_drills_are_looked_at_wherever_the_runbooks_are(run: Run, workspace: Path) -> None:
    settings, log = workspace / "revenant.yaml", workspace / "docs" / "books" / "drills.yaml"
    settings.write_text(settings.read_text() + "runbooks: {folder: docs/books}\n")
    log.parent.mkdir(parents=True)
    log.write_text("schema: revenant/drills@1\ndrills:\n")
    health = _health(run)
    assert (health["drills"], health["merging"]) == ("ok", "problem")
    log.write_text(log.read_text() + "no drill\n")
    found = next(each for each in run("doctor", "--json").json if each["what"] == "drills")
    assert (found["health"], found["hint"]) == ("problem", "`revenant lint docs/books/drills.yaml` shows each line")
