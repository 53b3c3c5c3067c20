"""What happens to postmortems that several people work on: a clone, a review, a file that changes meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.postmortems import progress
from revenant.postmortems.errors import ChangedMeanwhileError
from revenant.store.ledger import Writer
from revenant.store.postmortem_writing import PostmortemWriter
from revenant.store.workspace import Workspace
from tests.conftest import BEN, LEA, START, Clock, Run, git


def _draft(run: Run, title: str) -> str:
    incident = str(run("open", title, "--severity", "SEV2", "--json", user=LEA).json["id"])
    assert run("postmortem", "draft", incident).exit_code == 0
    return incident


def _path(folder: Path, incident: str) -> Path:
    return next(folder.glob(f"incidents/*/*/{incident}.postmortem.md"))


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_reviewer_edits_a_region_in_a_clone_and_is_led_out(run: Run, workspace: Path, tmp_path: Path) -> None:
    incident, clone = _draft(run, "Checkout fails"), tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(workspace), str(clone))
    git(clone, "config", "user.name", "Lea")
    git(clone, "config", "user.email", LEA)
    git(clone, "switch", "-q", "-c", "review")
    path = _path(clone, incident)
    drafted = path.read_text(encoding="utf-8")
    _edit(path, "| Severity | SEV2 |", "| Severity | SEV4 |")
    _edit(path, "## Timeline", "A reviewer's sentence.\n\n## Timeline")
    git(clone, "commit", "-qam", "review")
    failed = run("postmortem", "check", cwd=clone)
    assert failed.exit_code == 1
    assert "PM003 the region facts was edited by hand" in failed.stdout
    assert f"`revenant postmortem render {incident[-5:]} --take`" in failed.stdout
    assert run("postmortem", "render", "--take", cwd=clone).exit_code == 0
    assert run("postmortem", "check", cwd=clone).exit_code == 0
    healed = path.read_text(encoding="utf-8")
    assert healed == drafted.replace("## Timeline", "A reviewer's sentence.\n\n## Timeline", 1)
    git(workspace, "pull", "-q", "--no-rebase", str(clone), "review")
    assert run("postmortem", "check").exit_code == 0


@pytest.mark.parametrize("damage", [("| Severity |", "| Harm |"), ("<!-- revenant:end facts -->\n", "")])
def test_one_that_needs_a_decision_holds_up_no_other(
    run: Run, workspace: Path, clock: Clock, damage: tuple[str, str]
) -> None:
    incidents = sorted(_draft(run, title) for title in ("One", "Two", "Three"))
    clock.advance("1 min")
    for incident in incidents:
        run("note", incident, "a later word")
    _edit(_path(workspace, incidents[1]), *damage)
    rendered = run("postmortem", "render")
    assert rendered.exit_code == 3
    assert incidents[1] in rendered.stderr
    assert "nothing was written" not in rendered.stderr
    written = [_path(workspace, incident).read_text(encoding="utf-8") for incident in incidents]
    assert ["a later word" in text for text in written] == [True, False, True]
    assert rendered.stdout.count("wrote timeline") == 2
    told = run("postmortem", "render", "--json")
    assert told.exit_code == 3
    assert [incidents[1] in each["path"] for each in told.json] == [False, False]


def test_all_that_need_a_decision_are_named_at_once(run: Run, workspace: Path) -> None:
    incidents = sorted(_draft(run, title) for title in ("One", "Two"))
    _edit(_path(workspace, incidents[0]), "| Severity |", "| Harm |")
    _edit(_path(workspace, incidents[1]), "<!-- revenant:end facts -->\n", "")
    refused = run("postmortem", "render")
    assert refused.exit_code == 3
    assert all(incident in refused.stderr for incident in incidents)
    assert "+| Harm |" in refused.stderr
    assert "--take" in refused.stderr


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(run: Run, workspace: Path) -> None:
    path = _path(workspace, _draft(run, "Checkout fails"))

    def make(before: bytes) -> bytes:
        path.write_bytes(before + b"theirs\n")
        return before + b"ours\n"

    writer = Writer(BEN, START)
    with pytest.raises(ChangedMeanwhileError):
        PostmortemWriter(Workspace(workspace), print).change(path, writer, make, lambda: "x")
    assert path.read_bytes().endswith(b"theirs\n")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("git@github.com:example/ops.git", "gh pr create --base main"),
        ("https://gitlab.com/example/ops.git", "glab mr create --target-branch main"),
        ("ssh://git@gitlab.example.com:2222/team/ops.git", "glab mr create --target-branch main"),
        ("https://git.example.com/ops.git", "then open a pull or merge request"),
        ("/srv/git/ops.git", "then open a pull or merge request"),
    ],
)
def test_how_to_ask_for_a_review_follows_from_the_remote(
    run: Run, workspace: Path, opened: str, url: str, says: str
) -> None:
    git(workspace, "remote", "add", "origin", url)
    made = run("postmortem", "draft", opened, "--branch", "it's")
    assert made.exit_code == 0, made.stderr
    assert says in made.stderr
    assert """git switch 'it'"'"'s'""" in made.stderr


def test_what_was_not_checked_does_not_become_final(
    run: Run, workspace: Path, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("postmortem", "draft", opened)
    path = _path(workspace, opened)

    def edit_meanwhile(*_: object) -> list[str]:
        _edit(path, "| Severity |", "| Harm |")
        return []

    monkeypatch.setattr(progress, "reasons_not_final", edit_meanwhile)
    refused = run("postmortem", "status", opened, "final")
    assert refused.exit_code == 3
    assert "changed while it was being edited" in refused.stderr
    assert "status: draft" in path.read_text(encoding="utf-8")
