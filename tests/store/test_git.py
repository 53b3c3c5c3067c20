"""Commits of exactly their own paths; the user's index, in whatever state, stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revenant.errors import CommitFailedError, IdentityMissingError, NotARepositoryError, RepositoryLockedError
from revenant.store import git as store_git
from revenant.store.git import Identity, Repository, find_repository
from tests.conftest import BEN, git

OURS = "incidents/log.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose user is in the middle of everything at once."""
    root = tmp_path / "repo"
    root.mkdir()
    git(root, "init", "-q")
    git(root, "config", "user.name", "Ben")
    git(root, "config", "user.email", BEN)
    for name in ("staged", "partly", "unstaged", "deleted", "removed", "renamed", "mode"):
        (root / name).write_text(f"{name} 1\n{name} 2\n")
    (root / "incidents").mkdir()
    (root / OURS).write_text("one\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "start")
    return find_repository(root)


def disturb(root: Path) -> None:
    """Leave every kind of unfinished work lying around."""
    (root / "staged").write_text("staged change\n")
    (root / "partly").write_text("staged part\n")
    (root / "new").write_text("added\n")
    git(root, "add", "staged", "partly", "new")
    (root / "partly").write_text("staged part\nand a part that is not\n")
    (root / "unstaged").write_text("not staged\n")
    (root / "deleted").unlink()
    git(root, "rm", "-q", "removed")
    git(root, "mv", "renamed", "elsewhere")
    (root / "intended").write_text("to be added\n")
    git(root, "add", "--intent-to-add", "intended")
    git(root, "update-index", "--chmod=+x", "mode")
    (root / "untracked").write_text("untracked\n")


def work(root: Path, *ours: str) -> tuple[str, ...]:
    """Everything git knows of the user's work, our own paths left out."""
    others = ["--", ".", *(f":(exclude){name}" for name in ours)]
    return (
        git(root, "diff", "--cached", "--binary", *others),
        git(root, "diff", "--binary", *others),
        git(root, "ls-files", "--stage", "--debug", *others).split("ctime")[0],
        git(root, "ls-files", "-s", *others),
        git(root, "status", "--porcelain", *others),
        git(root, "stash", "list"),
    )


def committed(root: Path) -> list[str]:
    return git(root, "show", "--name-only", "--format=", "HEAD").splitlines()


def test_a_known_file_is_committed_alone(repository: Repository) -> None:
    disturb(repository.root)
    before = work(repository.root, OURS)
    (repository.root / OURS).write_text("one\ntwo\n")
    repository.commit([repository.root / OURS], "two", new=False)
    assert committed(repository.root) == [OURS]
    assert work(repository.root, OURS) == before
    assert git(repository.root, "status", "--porcelain", "--", OURS) == ""


def test_a_new_file_is_committed_alone(repository: Repository) -> None:
    disturb(repository.root)
    before = work(repository.root, "incidents/other.yaml")
    (repository.root / "incidents/other.yaml").write_text("one\n")
    repository.commit([repository.root / "incidents/other.yaml"], "other", new=True)
    assert committed(repository.root) == ["incidents/other.yaml"]
    assert work(repository.root, "incidents/other.yaml") == before


def test_many_files_are_one_commit(repository: Repository) -> None:
    disturb(repository.root)
    before = work(repository.root, "incidents")
    paths = [repository.root / "incidents" / f"{number}.yaml" for number in range(60)]
    for path in paths:
        path.write_text(path.name)
    repository.commit(paths, "import", new=True)
    assert len(committed(repository.root)) == 60
    assert work(repository.root, "incidents") == before


def test_a_file_an_earlier_failure_left_untracked_is_committed(repository: Repository) -> None:
    (repository.root / "incidents/other.yaml").write_text("one\n")
    repository.commit([repository.root / "incidents/other.yaml"], "other", new=False)
    assert committed(repository.root) == ["incidents/other.yaml"]


@pytest.mark.parametrize("new", [True, False])
def test_a_refused_commit_leaves_the_index_as_it_was(repository: Repository, new: bool) -> None:
    disturb(repository.root)
    hooks = repository.git_dir / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "pre-commit").write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    name = "incidents/other.yaml" if new else OURS
    before = work(repository.root, name)
    (repository.root / name).write_text("changed\n")
    with pytest.raises(CommitFailedError, match="not today"):
        repository.commit([repository.root / name], "refused", new=new)
    assert work(repository.root, name) == before
    assert (repository.root / name).read_text() == "changed\n"
    assert git(repository.root, "status", "--porcelain", "--", name).startswith("??" if new else " M")


@pytest.mark.parametrize(
    "name",
    ["-rf", "--help", "a b", "*.yaml", "[x]", ":(top)x", "naïve 🔥", "new\nline", "'quoted' \"x\"", "$HOME", "#x", "~"],
)
def test_a_path_is_taken_literally(repository: Repository, name: str) -> None:
    (repository.root / "x.yaml").write_text("known")
    (repository.root / "x").write_text("known")
    git(repository.root, "add", "x", "x.yaml")
    git(repository.root, "commit", "-q", "-m", "others")
    (repository.root / "x.yaml").write_text("changed, and not ours")
    (repository.root / "x").write_text("changed, and not ours")
    path = repository.root / name
    for number in (1, 2):
        path.write_text(f"{number}")
        repository.commit([path], "literal", new=number == 1)
        shown = git(repository.root, "show", "-z", "--name-only", "--format=", "HEAD")
        assert shown.strip("\0\n") == name
    assert git(repository.root, "status", "--porcelain") == " M x\n M x.yaml\n"


def test_a_path_that_is_no_utf8_is_committed(tmp_path: Path) -> None:
    root = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    root.mkdir()
    git(root, "init", "-q")
    git(root, "config", "user.name", "Ben")
    git(root, "config", "user.email", BEN)
    for number in (1, 2):
        (root / "log.yaml").write_text(f"{number}")
        find_repository(root).commit([root / "log.yaml"], "x", new=number == 1)
    assert git(root, "rev-list", "--count", "HEAD").strip() == "2"


def test_a_repository_without_a_commit_takes_its_first(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "Ben")
    git(tmp_path, "config", "user.email", BEN)
    (tmp_path / "staged").write_text("staged")
    git(tmp_path, "add", "staged")
    (tmp_path / "log.yaml").write_text("one")
    find_repository(tmp_path).commit([tmp_path / "log.yaml"], "first", new=True)
    assert committed(tmp_path) == ["log.yaml"]
    assert git(tmp_path, "status", "--porcelain") == "A  staged\n"


# --- finding --------------------------------------------------------------------------------


def test_the_repository_is_found_from_any_folder_in_it(repository: Repository) -> None:
    assert find_repository(repository.root / "incidents") == repository


def test_a_worktree_has_its_own_index_and_lock(repository: Repository, tmp_path: Path) -> None:
    git(repository.root, "worktree", "add", "-q", str(tmp_path / "tree"))
    tree = find_repository(tmp_path / "tree")
    assert tree.root == tmp_path / "tree"
    assert str(tree.git_dir) == git(tree.root, "rev-parse", "--absolute-git-dir").strip()
    assert tree.private != repository.private


def test_a_submodule_is_a_repository_of_its_own(repository: Repository, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.root), "sub")
    found = find_repository(outer / "sub")
    assert (found.root, str(found.git_dir)) == (
        outer / "sub",
        git(outer / "sub", "rev-parse", "--absolute-git-dir").strip(),
    )


def test_git_s_own_environment_is_believed(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository.git_dir))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.root))
    assert find_repository(tmp_path) == repository


def test_no_repository_is_an_expected_error(tmp_path: Path) -> None:
    with pytest.raises(NotARepositoryError):
        find_repository(tmp_path)


def test_what_is_not_committed_is_named(repository: Repository) -> None:
    git(repository.root, "mv", OURS, "incidents/other.yaml")
    (repository.root / "incidents" / "new é.yaml").write_text("new")
    (repository.root / "outside").write_text("not asked for")
    found = repository.uncommitted(repository.root / "incidents")
    assert sorted(found) == [OURS, "incidents/new é.yaml", "incidents/other.yaml"]


def test_a_detached_head_is_noticed(repository: Repository) -> None:
    assert not repository.is_detached
    git(repository.root, "checkout", "-q", "--detach")
    assert repository.is_detached


# --- who and when ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "email"),
    [
        ({}, BEN),
        ({"GIT_AUTHOR_EMAIL": " ana@example.com "}, "ana@example.com"),
        ({"GIT_AUTHOR_EMAIL": ""}, BEN),
        ({"EMAIL": "last@example.com"}, BEN),
    ],
)
def test_the_identity_is_the_one_git_commits_under(
    repository: Repository, environment: dict[str, str], email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert repository.identity().email == email


def test_an_author_of_the_configuration_goes_before_the_user(repository: Repository) -> None:
    git(repository.root, "config", "author.email", "author@example.com")
    assert repository.identity() == Identity("Ben", "author@example.com")


@pytest.mark.parametrize("missing", ["user.name", "user.email"])
def test_half_an_identity_is_none(repository: Repository, missing: str) -> None:
    git(repository.root, "config", "--unset", missing)
    with pytest.raises(IdentityMissingError):
        repository.identity()


def test_a_lock_that_stays_is_refused_and_one_that_goes_is_waited_for(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = repository.git_dir / "index.lock"
    lock.touch()
    monkeypatch.setattr(store_git, "_LOCK_PATIENCE_SECONDS", 0.1)
    with pytest.raises(RepositoryLockedError):
        repository.require_unlocked()
    monkeypatch.setattr("time.sleep", lambda _: lock.unlink())
    repository.require_unlocked()
    assert not lock.exists()
