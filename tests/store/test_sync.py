"""A sync, on real repositories: what goes where, what stays as it is, and what is said when it cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.store.sync import How, Synced, synchronise
from revenant.store.sync_errors import (
    LocalChangesError,
    MergeConflictError,
    NoBranchError,
    UnfinishedError,
)
from revenant.store.workspace import find_workspace
from tests.conftest import Run, git
from tests.store.conftest import Pair
from tests.store.test_git import disturb, work


def sync(folder: Path, how: How | None = None, pauses: list[float] | None = None) -> Synced:
    done = synchronise(find_workspace(folder), how or How(), ([] if pauses is None else pauses).append)
    if done.trouble:
        raise done.trouble
    return done


def head(folder: Path, name: str = "HEAD") -> str:
    return git(folder, "rev-parse", name).strip()


def write(folder: Path, name: str, text: str, *, commit: bool = True) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    if commit:
        git(folder, "add", "--", name)
        git(folder, "commit", "-q", "-m", f"{name} by hand", "--", name)


def hook(folder: Path, name: str, script: str) -> None:
    path = (folder / ".git" / "hooks" if (folder / ".git").is_dir() else folder / "hooks") / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def opened_by(run: Run, folder: Path, title: str = "x") -> str:
    return str(run("open", title, "--json", cwd=folder, user=None).json["id"])


def everything(run: Run, folder: Path) -> list[str]:
    ids = [it["id"] for it in run("list", "--all", "--json", cwd=folder).json]
    return [run("show", incident_id, "--json", cwd=folder).stdout for incident_id in ids]


# --- where things go ------------------------------------------------------------------------


def test_without_a_remote_events_are_committed_and_stay_here(run: Run, workspace: Path) -> None:
    run("open", "x", "--no-commit")
    done = sync(workspace)
    assert (done.target, len(done.committed), done.pushed) == (None, 1, 0)
    assert git(workspace, "status", "--porcelain") == ""


def test_a_branch_nobody_knows_yet_is_pushed_and_followed(run: Run, workspace: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    git(workspace, "remote", "add", "elsewhere", str(tmp_path / "bare.git"))
    opened_by(run, workspace)
    done = sync(workspace)
    assert (done.pushed, done.follows_now) == (2, True)
    assert git(workspace, "rev-parse", "--abbrev-ref", "@{upstream}").strip() == "elsewhere/main"
    assert not sync(workspace).follows_now


def test_what_one_wrote_arrives_at_the_other_and_nothing_is_merged_that_need_not_be(run: Run, pair: Pair) -> None:
    incident = opened_by(run, pair.ben, "checkout down")
    assert sync(pair.ben).pushed == 1
    done = sync(pair.ana)
    assert (done.pulled, done.pushed) == (1, 0)
    assert [(each.incident.id, each.is_new, len(each.events)) for each in done.arrivals] == [(incident, True, 1)]
    assert head(pair.ana) == head(pair.ben) == head(pair.bare, "main")
    again = sync(pair.ben)
    assert (again.pulled, again.pushed, again.arrivals) == (0, 0, [])


def test_two_histories_of_one_incident_meet(run: Run, pair: Pair) -> None:
    incident = opened_by(run, pair.ben)
    sync(pair.ben)
    sync(pair.ana)
    for number in range(3):
        run("note", f"ben {number}", cwd=pair.ben, user=None)
        run("note", f"ana {number}", cwd=pair.ana, user=None)
    run("resolve", cwd=pair.ben, user=None)
    run("ack", cwd=pair.ana, user=None)
    sync(pair.ben)
    done = sync(pair.ana)
    (arrival,) = done.arrivals
    assert (arrival.incident.id, arrival.incident.contested, len(arrival.events)) == (incident, True, 4)
    assert (done.pulled, done.pushed, done.repaired) == (4, 5, {})
    sync(pair.ben)
    assert everything(run, pair.ben) == everything(run, pair.ana)
    assert head(pair.ana) == head(pair.ben)
    assert git(pair.ana, "log", "-1", "--format=%s").strip() == "Merge origin/main into main"
    assert not list(pair.ana.glob(".git/revenant/merge*"))
    assert git(pair.ana, "worktree", "list").count("\n") == 1


def test_a_postmortem_that_is_being_written_is_left_alone(run: Run, pair: Pair) -> None:
    incident = opened_by(run, pair.ben)
    name = f"incidents/2026/11/{incident}.postmortem.md"
    write(pair.ben, name, "half a senten", commit=False)
    assert sync(pair.ben).committed == []
    assert git(pair.ben, "status", "--porcelain") == f"?? {name}\n"


def test_a_dry_run_says_and_does_nothing(run: Run, pair: Pair) -> None:
    opened_by(run, pair.ana)
    sync(pair.ana)
    opened_by(run, pair.ben)
    run("open", "y", "--no-commit", cwd=pair.ben)
    before = head(pair.ben), git(pair.ben, "status", "--porcelain"), head(pair.bare, "main")
    done = sync(pair.ben, How(dry_run=True))
    assert (len(done.committed), done.pulled, done.pushed) == (1, 1, 1)
    assert (head(pair.ben), git(pair.ben, "status", "--porcelain"), head(pair.bare, "main")) == before


def test_a_workspace_in_a_subfolder(run: Run, pair: Pair, tmp_path: Path) -> None:
    for name in ("revenant.yaml", "services.yaml", ".gitattributes"):
        (pair.ben / "ops x").mkdir(exist_ok=True)
        git(pair.ben, "mv", name, f"ops x/{name}")
    git(pair.ben, "commit", "-q", "-m", "moved")
    sync(pair.ben / "ops x")
    git(pair.ana, "pull", "-q")
    incident = opened_by(run, pair.ben / "ops x")
    sync(pair.ben / "ops x")
    sync(pair.ana / "ops x")
    for folder in (pair.ben, pair.ana):
        run("note", folder.name, cwd=folder / "ops x", user=None)
    run("note", "loose", "--no-commit", cwd=pair.ana / "ops x", user=None)
    sync(pair.ben / "ops x")
    assert [each.incident.id for each in sync(pair.ana / "ops x").arrivals] == [incident]
    assert len(run("show", "--json", cwd=pair.ana / "ops x").json["events"]) == 4


# --- what the user has in hand --------------------------------------------------------------


@pytest.fixture
def busy(pair: Pair) -> Pair:
    """Ben is in the middle of everything at once."""
    for name in ("staged", "partly", "unstaged", "deleted", "removed", "renamed", "mode"):
        (pair.ben / name).write_text(f"{name} 1\n{name} 2\n")
    git(pair.ben, "add", "-A")
    git(pair.ben, "commit", "-q", "-m", "files")
    sync(pair.ben)
    sync(pair.ana)
    disturb(pair.ben)
    return pair


@pytest.mark.parametrize("diverged", [False, True])
def test_the_work_in_hand_stays_as_it_is(diverged: bool, run: Run, busy: Pair) -> None:
    before = work(busy.ben, "incidents")
    opened_by(run, busy.ana)
    sync(busy.ana)
    if diverged:
        opened_by(run, busy.ben)
    assert sync(busy.ben).pulled == 1
    assert work(busy.ben, "incidents") == before
    assert len(run("list", "--json", cwd=busy.ben).json) == 1 + diverged


@pytest.mark.parametrize("name", ["unstaged", "partly", "untracked"])
@pytest.mark.parametrize("diverged", [False, True])
def test_a_file_in_hand_that_others_changed_stops_the_merge(name: str, diverged: bool, run: Run, busy: Pair) -> None:
    write(busy.ana, name, "ana's\n")
    sync(busy.ana)
    if diverged:
        opened_by(run, busy.ben)
    before = head(busy.ben), work(busy.ben, "incidents")
    with pytest.raises(LocalChangesError, match=name):
        sync(busy.ben)
    assert (head(busy.ben), work(busy.ben, "incidents")) == before


def test_an_ignored_file_is_not_overwritten(pair: Pair) -> None:
    write(pair.ben, ".git/info/exclude", "mine\n", commit=False)
    write(pair.ben, "mine", "mine\n", commit=False)
    write(pair.ana, "mine", "ana's\n")
    sync(pair.ana)
    with pytest.raises(LocalChangesError, match="mine"):
        sync(pair.ben)
    assert (pair.ben / "mine").read_text() == "mine\n"


def test_a_conflict_elsewhere_is_left_to_the_user(run: Run, pair: Pair) -> None:
    write(pair.ana, "runbooks/a.md", "ana's\n")
    write(pair.ana, "services.yaml", "schema: revenant/services@1\n")
    sync(pair.ana)
    write(pair.ben, "runbooks/a.md", "ben's\n")
    write(pair.ben, "mine", "mine", commit=False)
    run("open", "x", "--no-commit", cwd=pair.ben)
    with pytest.raises(MergeConflictError, match=r"same lines of: runbooks/a\.md$") as caught:
        sync(pair.ben)
    assert "git merge origin/main" in caught.value.hint
    assert git(pair.ben, "status", "--porcelain") == "?? mine\n"
    assert not (pair.ben / ".git" / "MERGE_HEAD").exists()
    assert git(pair.ben, "log", "-1", "--format=%P").count(" ") == 0
    assert (pair.ben / "runbooks/a.md").read_text() == "ben's\n"


@pytest.mark.parametrize(
    ("begin", "words"),
    [
        (["merge", "side"], "a merge is not finished"),
        (["rebase", "side"], "a rebase is not finished"),
        (["cherry-pick", "side"], "a cherry-pick is not finished"),
        (["revert", "--no-edit", "HEAD~1"], "a revert is not finished"),
    ],
)
def test_what_the_user_has_begun_is_his_to_finish(begin: list[str], words: str, pair: Pair) -> None:
    write(pair.ben, "file", "0\n")
    write(pair.ben, "file", "1\n")
    git(pair.ben, "switch", "-q", "-c", "side", "HEAD~1")
    write(pair.ben, "file", "2\n")
    git(pair.ben, "switch", "-q", "main")
    write(pair.ben, "file", "3\n")
    git(pair.ben, *begin, check=False)
    before = work(pair.ben)
    with pytest.raises(UnfinishedError, match=words):
        sync(pair.ben)
    assert work(pair.ben) == before


def test_a_detached_head_has_nowhere_to_go(pair: Pair) -> None:
    git(pair.ben, "checkout", "-q", "--detach")
    with pytest.raises(NoBranchError, match="detached"):
        sync(pair.ben)


def test_a_branch_without_a_commit(workspace: Path) -> None:
    git(workspace, "switch", "-q", "--orphan", "new")
    (workspace / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    with pytest.raises(NoBranchError, match="no commit yet"):
        sync(workspace)


def test_of_several_remotes_one_must_be_meant(workspace: Path) -> None:
    for name in ("one", "two"):
        git(workspace, "remote", "add", name, f"/nowhere/{name}")
    with pytest.raises(NoBranchError, match="one, two"):
        sync(workspace)
