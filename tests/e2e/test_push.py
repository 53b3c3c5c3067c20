"""The server refuses what breaks the record and says which commit and line; an honest push passes."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import BEN, START, Clock, Run, git
from tests.e2e.conftest import Clone
from tests.e2e.server import AUDIT_HOOK, GitServer

Push = Callable[..., str]


@pytest.fixture(autouse=True)
def guarded(git_server: GitServer) -> None:
    git_server.install_hook(AUDIT_HOOK)


@pytest.fixture
def push() -> Push:
    """Push from a clone; returns what the person sees, with `refused` in front when it did not pass."""

    def call(clone: Path, *what: str) -> str:
        done = subprocess.run(
            ["git", "push", "origin", *(what or ("HEAD",))], cwd=clone, capture_output=True, text=True, check=False
        )
        return ("refused\n" if done.returncode else "") + done.stderr

    return call


@pytest.fixture
def ben(clone: Clone, run: Run, push: Push) -> Path:
    """Ben's clone, with one incident he has pushed."""
    folder = clone("ben")
    assert run("open", "Checkout: errors", "--severity", "SEV2", cwd=folder).exit_code == 0
    assert run("note", "rolling back", cwd=folder).exit_code == 0
    seen = push(folder)
    assert not seen.startswith("refused"), seen
    return folder


def log_of(folder: Path) -> Path:
    return next((folder / "incidents").rglob("INC-*.yaml"))


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "change")
    return git(folder, "rev-parse", "HEAD")[:9]


def rewrite(folder: Path, old: str, new: str) -> str:
    path = log_of(folder)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return commit(folder)


def fast_import(folder: Path, count: int) -> None:
    """Add `count` notes, one a commit."""
    path = log_of(folder)
    name, text = path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")
    stream = []
    for number in range(count):
        at = START.replace(hour=13 + number // 3600, minute=number // 60 % 60, second=number % 60)
        text += (
            f"- {{id: k{number:07d}, at: {at:%Y-%m-%dT%H:%M:%SZ}, type: NOTE_ADDED, by: {BEN}, "
            f'text: "step {number} of the long night"}}\n'
        )
        stream += [
            "commit refs/heads/main\n",
            f"committer Ben <{BEN}> {int(at.timestamp())} +0000\n",
            "data 4\nnote\n",
            *(["from refs/heads/main^0\n"] if not number else []),
            f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n",
        ]
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input="".join(stream), text=True, check=True)
    git(folder, "reset", "-q", "--hard")


def test_honest_work_passes(ben: Path, run: Run, push: Push) -> None:
    run("ack", cwd=ben)
    seen = push(ben)
    assert not seen.startswith("refused"), seen
    assert "remote: no problems; checked 1 commit, 1 log" in seen


def test_a_rewritten_line(ben: Path, push: Push) -> None:
    made = rewrite(ben, "rolling back", "all is well")
    name = log_of(ben).relative_to(ben).as_posix()
    seen = push(ben)
    assert seen.startswith("refused")
    assert f"remote: {name}:5:1: error AU001 commit {made} by {BEN} changes line 5" in seen


def test_a_line_is_missed(ben: Path, push: Push) -> None:
    path = log_of(ben)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:4]))
    made = commit(ben)
    assert f"AU001 commit {made} by {BEN} removes line 5" in push(ben)


def test_a_log_is_missed(ben: Path, push: Push) -> None:
    log_of(ben).unlink()
    made = commit(ben)
    seen = push(ben)
    assert seen.startswith("refused")
    assert f"AU002 commit {made} by {BEN} removes the log with its 5 lines" in seen


def test_a_change_taken_back_within_the_push_is_still_one(ben: Path, push: Push) -> None:
    rewrite(ben, "rolling back", "all is well")
    rewrite(ben, "all is well", "rolling back")
    assert push(ben).count("error AU001") == 2


def test_a_forged_author(ben: Path, run: Run, push: Push) -> None:
    run("note", "I approve", "--no-commit", cwd=ben, user="lea@example.com")
    made = commit(ben)
    seen = push(ben)
    assert seen.startswith("refused")
    assert re.search(rf":6:6[24]: error AU003 commit {made} by {BEN} adds an event by lea@example.com", seen)


def test_a_severity_without_the_role(ben: Path, push: Push) -> None:
    path = log_of(ben)
    with path.open("a") as log:
        log.write(
            "- {id: zzzzzzz1, at: 2026-11-23T12:01:00Z, type: INCIDENT_SEVERITY_CHANGED, by: ben@example.com, "
            "from: SEV2, to: SEV1}\n"
        )
    made = commit(ben)
    seen = push(ben)
    assert seen.startswith("refused")
    assert f":6:44: error AU004 commit {made} by {BEN} changes the severity from SEV2 to SEV1" in seen
    assert "ben@example.com did not hold ORG_ADMIN or SRE_LEAD then" in seen


def test_a_severity_with_the_role(ben: Path, clone: Clone, run: Run, push: Push) -> None:
    lea = clone("lea")
    assert run("severity", "SEV1", cwd=lea, user="lea@example.com").exit_code == 0
    assert not push(lea).startswith("refused")


def test_nobody_makes_himself_admin(ben: Path, push: Push) -> None:
    path = ben / "revenant.yaml"
    path.write_text(path.read_text().replace("team: shop}", "team: shop, roles: [ORG_ADMIN]}", 1))
    made = commit(ben)
    seen = push(ben)
    assert seen.startswith("refused")
    assert f"revenant.yaml:6:1: error AU006 commit {made} by {BEN} gives {BEN} the role ORG_ADMIN" in seen


def test_a_forced_push_loses_nothing(ben: Path, push: Push) -> None:
    git(ben, "reset", "-q", "--hard", "HEAD~1")
    git(ben, "commit", "-q", "--allow-empty", "-m", "other")
    seen = push(ben, "--force", "HEAD")
    assert seen.startswith("refused")
    assert ":5:1: error AU014 the push to main would lose line 5" in seen


def test_a_rebased_branch_may_be_forced(ben: Path, run: Run, push: Push) -> None:
    git(ben, "switch", "-q", "-c", "review")
    (ben / "text.md").write_text("one\n")
    commit(ben)
    push(ben)
    git(ben, "commit", "-q", "--amend", "-m", "better said")
    assert not push(ben, "--force", "HEAD").startswith("refused")


def test_branches_with_events_of_their_own_are_not_deleted(ben: Path, run: Run, push: Push) -> None:
    git(ben, "switch", "-q", "-c", "aside")
    run("note", "only here", cwd=ben)
    push(ben)
    assert "AU014 the push to aside would lose line 6" in push(ben, "--delete", "aside")
    git(ben, "switch", "-q", "main")
    git(ben, "merge", "-q", "aside")
    assert not push(ben, "main").startswith("refused")
    assert not push(ben, "--delete", "aside").startswith("refused")


def test_tags_bring_commits_too(ben: Path, push: Push) -> None:
    rewrite(ben, "rolling back", "all is well")
    git(ben, "tag", "-a", "-m", "release", "v1")
    git(ben, "reset", "-q", "--hard", "HEAD~1")
    assert "error AU001" in push(ben, "v1")


def test_a_history_of_ones_own_is_not_joined(ben: Path, push: Push) -> None:
    git(ben, "switch", "-q", "--orphan", "mine")
    (ben / "revenant.yaml").write_text(
        "schema: revenant/workspace@1\npeople: [{email: ben@example.com, roles: [ORG_ADMIN]}]\n"
    )
    commit(ben)
    assert "error AU013" in push(ben)


def test_an_honest_push_of_a_thousand_events(
    ben: Path, run: Run, push: Push, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    fast_import(ben, 1000)
    started = time.perf_counter()
    seen = push(ben, "main")
    spent = time.perf_counter() - started
    assert "remote: no problems; checked 1000 commits, 1 log" in seen
    with capsys.disabled():
        print(f"\na push of 1,000 events, audited by the server: {spent:.2f} s")


def test_a_redaction_by_an_admin(ben: Path, clone: Clone, run: Run, push: Push) -> None:
    secret = log_of(ben).read_text(encoding="utf-8").splitlines()[4].replace('"', "")[7:15]
    ana = clone("ana")
    assert run("redact", secret, "--reason", "a password", cwd=ana, user="ana@example.com").exit_code == 0
    assert not push(ana).startswith("refused")
    run("ack", cwd=ben)
    git(ben, "pull", "-q", "--no-rebase", "--no-edit")
    assert not push(ben).startswith("refused")


def test_a_redaction_by_anybody_else(ben: Path, push: Push) -> None:
    mark = 'text: "[redacted]", redacted: {by: ben@example.com, at: 2026-11-24T09:00:00Z, reason: a password}'
    made = rewrite(ben, "text: rolling back", mark)
    assert f"AU007 commit {made} by {BEN} redacts line 5" in push(ben)


def test_another_workspace_on_another_branch_takes_no_audit_away(ben: Path, push: Push, git_server: GitServer) -> None:
    """HEAD of a bare repository may name no branch, and then the first branch by name must not decide alone."""
    git(git_server.repo, "symbolic-ref", "HEAD", "refs/heads/nowhere")
    git(ben, "switch", "-q", "--orphan", "aaa")
    (ben / "sub" / "incidents").mkdir(parents=True)
    (ben / "sub" / "revenant.yaml").write_text("schema: revenant/workspace@1\n")
    (ben / "sub" / "incidents" / "x").write_text("")
    commit(ben)
    push(ben, "aaa")
    git(ben, "switch", "-q", "main")
    path = log_of(ben)
    path.write_text(path.read_text().replace("rolling back", "nothing happened"))
    commit(ben)
    seen = push(ben, "main")
    assert seen.startswith("refused")
    assert "AU001" in seen


def test_what_cannot_be_read_is_refused(ben: Path, git_server: GitServer) -> None:
    old = git(git_server.repo, "rev-parse", "main").strip()
    done = subprocess.run(
        [sys.executable, "-m", "revenant", "audit", "--pre-receive"],
        cwd=git_server.repo,
        input=f"{old} {'1' * 40} refs/heads/main\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "could not read what was pushed" in done.stderr
