"""One write, one commit, in whatever state the repository is; and two clones that meet again."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BEN, LEA, Clock, Run, git, make_workspace
from tests.store.test_git import disturb, work


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD").strip()


def committed(folder: Path) -> list[str]:
    """The paths the last commit touched, from the top of the repository."""
    return git(folder, "show", "-z", "--name-only", "--format=", "HEAD").strip("\0\n").split("\0")


def log_of(folder: Path) -> Path:
    (path,) = folder.glob("incidents/*/*/INC-*.yaml")
    return path


def hook(folder: Path, name: str, script: str) -> Path:
    path = folder / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_one_write_is_one_commit_by_its_author(run: Run, opened: str, workspace: Path) -> None:
    assert run("ack", user=LEA).exit_code == 0
    assert committed(workspace) == [f"incidents/2026/11/{opened}.yaml"]
    assert git(workspace, "log", "-1", "--format=%ae %s").strip() == f"{LEA} {opened}: ACKNOWLEDGED"
    assert git(workspace, "rev-list", "--count", "HEAD").strip() == "3"
    assert git(workspace, "diff", "HEAD~1", "--numstat").split()[:2] == ["1", "0"]


def test_the_configured_identity_signs_when_nothing_else_is_said(run: Run, opened: str) -> None:
    assert run("ack", user=None).exit_code == 0
    assert run("show", "--json").json["responders"] == [BEN]


def test_the_work_of_the_user_stays_as_it_is(run: Run, workspace: Path) -> None:
    for name in ("staged", "partly", "unstaged", "deleted", "removed", "renamed", "mode"):
        (workspace / name).write_text(f"{name} 1\n{name} 2\n")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "files")
    disturb(workspace)
    before = work(workspace, "incidents")
    opened = run("open", "x", "--json").json["id"]
    for words in (["ack"], ["note", "x"], ["resolve"]):
        assert run(*words).exit_code == 0
        assert committed(workspace) == [f"incidents/2026/11/{opened}.yaml"]
        assert work(workspace, "incidents") == before


def test_a_hand_edit_of_the_log_that_was_staged_is_committed_with_the_event(
    run: Run, opened: str, workspace: Path
) -> None:
    log = log_of(workspace)
    log.write_text(log.read_text() + "# a remark\n")
    git(workspace, "add", str(log))
    assert run("ack").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""


@pytest.mark.parametrize("words", [["--no-commit"], []])
def test_manual_commits(words: list[str], run: Run, workspace: Path) -> None:
    if not words:
        settings = workspace / "revenant.yaml"
        settings.write_text(settings.read_text() + "commit: manual\n")
        git(workspace, "commit", "-qam", "manual")
    before = head(workspace)
    assert run("open", "x", *words).exit_code == 0
    assert run("ack", *words).exit_code == 0
    assert head(workspace) == before
    assert git(workspace, "status", "--porcelain") == "?? incidents/\n"


# --- where the workspace is -----------------------------------------------------------------


def test_a_workspace_in_a_subfolder_of_a_bigger_repository(run: Run, workspace: Path, tmp_path: Path) -> None:
    bigger = tmp_path / "bigger"
    inner = bigger / "ops" / "incidents repo"
    inner.mkdir(parents=True)
    for name in ("revenant.yaml", "services.yaml", ".gitattributes"):
        shutil.copy(workspace / name, inner)
    git(bigger, "init", "-q")
    (bigger / "code").write_text("code")
    git(bigger, "add", "-A")
    git(bigger, "-c", "user.name=x", "-c", f"user.email={BEN}", "commit", "-q", "-m", "start")
    git(bigger, "config", "user.name", "Ben")
    (bigger / "code").write_text("changed")
    git(bigger, "add", "code")
    opened = run("open", "x", "--json", cwd=inner).json["id"]
    (inner / "deeper").mkdir()
    assert run("ack", cwd=inner / "deeper").exit_code == 0
    assert committed(bigger) == [f"ops/incidents repo/incidents/2026/11/{opened}.yaml"]
    assert git(bigger, "status", "--porcelain") == "M  code\n"


def test_a_worktree(run: Run, opened: str, workspace: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(workspace, "worktree", "add", "-q", "-b", "side", str(tree))
    before = head(workspace)
    assert run("ack", cwd=tree).exit_code == 0
    assert git(tree, "log", "-1", "--format=%D").strip() == "HEAD -> side"
    assert head(workspace) == before
    assert run("show", "--json").json["status"] == "OPEN"
    assert git(tree, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "name", ["with space", "naïve 🔥", "-rf", "*", "[a]", ":(glob)", "'q\"", "#", "new\nline", "$(x)"]
)
def test_any_name_of_the_folder(name: str, run: Run, workspace: Path, tmp_path: Path) -> None:
    folder = workspace.rename(tmp_path / name)
    assert run("open", "x", cwd=folder).exit_code == 0
    result = run("ack", "--json", cwd=folder)
    assert result.exit_code == 0, result.stderr
    assert git(folder, "rev-list", "--count", "HEAD").strip() == "3"
    assert git(folder, "status", "--porcelain") == ""


def test_a_link_to_the_workspace_is_the_workspace(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(workspace)
    assert run("open", "x", cwd=tmp_path / "link").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""


def test_a_repository_without_a_commit(run: Run, tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "fresh")
    git(folder, "update-ref", "-d", "HEAD")
    git(folder, "reset", "-q")
    opened = run("open", "x", "--json", cwd=folder).json["id"]
    assert git(folder, "rev-list", "--count", "HEAD").strip() == "1"
    assert committed(folder) == [f"incidents/2026/11/{opened}.yaml"]


def test_a_detached_head_is_warned_about(run: Run, opened: str, workspace: Path) -> None:
    git(workspace, "checkout", "-q", "--detach")
    result = run("ack")
    assert result.exit_code == 0
    assert "HEAD is detached" in result.stderr
    assert committed(workspace) == [f"incidents/2026/11/{opened}.yaml"]


# --- hooks and signatures -------------------------------------------------------------------


def test_a_hook_that_agrees_has_run(run: Run, opened: str, workspace: Path) -> None:
    hook(workspace, "pre-commit", "git diff --cached --name-only > .git/seen")
    assert run("ack").exit_code == 0
    assert (workspace / ".git" / "seen").read_text() == f"incidents/2026/11/{opened}.yaml\n"


@pytest.mark.parametrize("words", [["ack"], ["open", "another"]])
def test_a_hook_that_refuses_costs_no_event(words: list[str], run: Run, opened: str, workspace: Path) -> None:
    refusing = hook(workspace, "pre-commit", "echo 'freeze until Monday' >&2; exit 1")
    before = head(workspace)
    result = run(*words)
    assert result.exit_code == 3
    assert "but git could not commit it: freeze until Monday" in result.stderr
    assert "revenant doctor --fix" in result.stderr
    assert head(workspace) == before
    everything = run("list", "--all", "--json").json
    assert [it["status"] for it in everything] == (["ACKNOWLEDGED"] if words == ["ack"] else ["OPEN", "OPEN"])
    refusing.unlink()
    for it in everything:
        assert run("note", it["id"], "after the freeze").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""


def test_a_hook_that_writes_a_message_of_its_own_is_heard(run: Run, opened: str, workspace: Path) -> None:
    hook(workspace, "prepare-commit-msg", 'echo "[ops] $(cat "$1")" > "$1"')
    assert run("ack").exit_code == 0
    assert git(workspace, "log", "-1", "--format=%s").startswith("[ops] INC-")


def test_commits_are_signed_where_git_signs(run: Run, opened: str, workspace: Path, isolated: Path) -> None:
    signer = isolated / "signer"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\nprintf '\\n[GNUPG:] SIG_CREATED \\n' >&2\n"
        "echo '-----BEGIN PGP SIGNATURE-----'\necho fictitious\necho '-----END PGP SIGNATURE-----'\n"
    )
    signer.chmod(0o755)
    for name, value in (("commit.gpgsign", "true"), ("gpg.program", str(signer)), ("user.signingkey", "ben")):
        git(workspace, "config", name, value)
    assert run("ack").exit_code == 0
    assert "gpgsig -----BEGIN PGP SIGNATURE-----" in git(workspace, "cat-file", "commit", "HEAD")


def test_a_signature_that_fails_costs_no_event(run: Run, opened: str, workspace: Path) -> None:
    git(workspace, "config", "commit.gpgsign", "true")
    git(workspace, "config", "gpg.program", "false")
    result = run("ack")
    assert (result.exit_code, "but git could not commit it" in result.stderr) == (3, True)
    assert run("show", "--json").json["status"] == "ACKNOWLEDGED"


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen to sign with")
def test_commits_are_signed_with_a_real_key(run: Run, opened: str, workspace: Path, isolated: Path) -> None:
    key = isolated / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (isolated / "signers").write_text(f"{BEN} {key.with_suffix('.pub').read_text()}")
    for name, value in (
        ("commit.gpgsign", "true"),
        ("gpg.format", "ssh"),
        ("user.signingkey", str(key)),
        ("gpg.ssh.allowedSignersFile", str(isolated / "signers")),
    ):
        git(workspace, "config", name, value)
    assert run("ack").exit_code == 0
    git(workspace, "verify-commit", "HEAD")


# --- who, and what else is going on ---------------------------------------------------------


@pytest.mark.parametrize("words", [["ack"], ["open", "x"]])
def test_without_an_identity_nothing_is_written(words: list[str], run: Run, opened: str, workspace: Path) -> None:
    git(workspace, "config", "--unset", "user.email")
    before = head(workspace), log_of(workspace).read_bytes()
    result = run(*words, user=None)
    assert result.exit_code == 3
    assert "git config --global user.name" in result.stderr
    assert "git config --global user.email" in result.stderr
    assert (head(workspace), log_of(workspace).read_bytes()) == before


@pytest.mark.parametrize("words", [["ack"], ["open", "another"]])
def test_an_unfinished_merge_costs_no_event(words: list[str], run: Run, opened: str, workspace: Path) -> None:
    (workspace / "file").write_text("one\n")
    git(workspace, "add", "file")
    git(workspace, "commit", "-qm", "one")
    git(workspace, "switch", "-qc", "side", "HEAD~1")
    (workspace / "file").write_text("two\n")
    git(workspace, "add", "file")
    git(workspace, "commit", "-qm", "two")
    git(workspace, "merge", "-q", "main", check=False)
    before = git(workspace, "status", "--porcelain", "--", "file"), git(workspace, "ls-files", "-u")
    result = run(*words)
    assert result.exit_code == 3
    assert "but git could not commit it" in result.stderr
    assert "merge" in result.stderr
    assert (git(workspace, "status", "--porcelain", "--", "file"), git(workspace, "ls-files", "-u")) == before
    git(workspace, "checkout", "-q", "--theirs", "file")
    git(workspace, "add", "file")
    git(workspace, "commit", "-qm", "merged")
    for it in run("list", "--json").json:
        assert run("note", it["id"], "after the merge").exit_code == 0
    assert git(workspace, "status", "--porcelain") == ""


# --- two clones -----------------------------------------------------------------------------


@pytest.fixture
def clone(workspace: Path, opened: str, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "-q", str(workspace), "clone")
    git(tmp_path / "clone", "config", "user.name", "Lea")
    git(tmp_path / "clone", "config", "user.email", LEA)
    return tmp_path / "clone"


def merged(one: Path, other: Path) -> None:
    git(one, "pull", "-q", "--no-rebase", "--no-edit", str(other), "HEAD")
    git(other, "pull", "-q", "--no-rebase", "--no-edit", str(one), "HEAD")


def test_what_two_clones_wrote_meets_without_a_conflict(
    run: Run, workspace: Path, clone: Path, clock: Clock, opened: str
) -> None:
    for number in range(3):
        clock.advance("1 min")
        assert run("note", f"ours {number}").exit_code == 0
        assert run("note", f"theirs {number}", cwd=clone, user=LEA).exit_code == 0
    assert run("ack").exit_code == 0
    assert run("ack", cwd=clone, user=LEA).exit_code == 0
    assert run("open", "only there", cwd=clone, user=LEA).exit_code == 0
    merged(workspace, clone)
    ours, theirs = run("show", opened, "--json"), run("show", opened, "--json", cwd=clone)
    assert ours.stdout == theirs.stdout
    assert (len(ours.json["events"]), ours.json["contested"]) == (9, False)
    assert len(run("list", "--json").json) == 2


def test_a_contest_is_shown_until_somebody_settles_it(run: Run, workspace: Path, clone: Path, clock: Clock) -> None:
    clock.advance("1 min")
    assert run("resolve").exit_code == 0
    clock.advance("1 min")
    assert run("ack", cwd=clone, user=LEA).exit_code == 0
    merged(workspace, clone)
    shown = run("show", "--json").json
    assert (shown["status"], shown["contested"]) == ("ACKNOWLEDGED", True)
    assert "contested" in run("status").stdout
    settled = run("transition", "ACKNOWLEDGED", "--json")
    assert (settled.exit_code, settled.json["contested"]) == (0, False)


@pytest.mark.parametrize("order", ["pull", "rebase"])
def test_a_rebase_keeps_every_line_as_a_merge_does(
    order: str, run: Run, workspace: Path, clone: Path, opened: str
) -> None:
    assert run("note", "ours").exit_code == 0
    assert run("note", "theirs", cwd=clone, user=LEA).exit_code == 0
    git(clone, "pull", "-q", "--no-edit", "--rebase" if order == "rebase" else "--no-rebase", str(workspace), "HEAD")
    texts = {event.get("text") for event in run("show", opened, "--json", cwd=clone).json["events"]}
    assert {"ours", "theirs"} <= texts
