"""A code repository read for its tags and merges: it may be a stranger's, and nothing of it is run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from revenant.errors import GitFailedError, NotARepositoryError
from revenant.store.code import read_merges, read_tags
from tests.conftest import git


def dated(folder: Path, *arguments: str, day: int = 20) -> str:
    """Git on a day of November."""
    at = f"2026-11-{day}T10:00:00Z"
    return git(folder, *arguments, GIT_AUTHOR_DATE=at, GIT_COMMITTER_DATE=at)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A repository with one commit, a merge, and a branch that is not merged."""
    folder = tmp_path / "code"
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    git(folder, "config", "user.name", "Kim")
    git(folder, "config", "user.email", "kim@example.com")
    dated(folder, "commit", "-q", "--allow-empty", "-m", "First")
    git(folder, "switch", "-q", "-c", "feature")
    dated(folder, "commit", "-q", "--allow-empty", "-m", "A feature")
    git(folder, "switch", "-q", "main")
    dated(folder, "merge", "-q", "--no-ff", "-m", "Merge the feature", "feature", day=21)
    return folder


def test_tags_annotated_or_not_oldest_first_with_the_commit_they_lead_to(code: Path) -> None:
    dated(code, "tag", "-a", "-m", "Release 1.1\n\nWith words.", "v1.1", day=21)
    git(code, "tag", "v1.0", "HEAD~1")
    first, second = read_tags(code)
    assert (first.name, first.subject, first.commit) == ("v1.0", "First", git(code, "rev-parse", "HEAD~1").strip())
    assert (second.name, second.subject, second.commit) == (
        "v1.1",
        "Release 1.1",
        git(code, "rev-parse", "HEAD").strip(),
    )
    assert f"{first.at} {second.at}" == "2026-11-20 10:00:00+00:00 2026-11-21 10:00:00+00:00"


def test_only_merges_on_the_first_parent_line(code: Path) -> None:
    git(code, "switch", "-q", "-c", "other", "HEAD~1")
    dated(code, "merge", "-q", "--no-ff", "-m", "Merge within a branch", "main", day=21)
    git(code, "switch", "-q", "main")
    (merge,) = read_merges(code)
    assert (merge.sort, merge.subject, merge.commit) == (
        "merge",
        "Merge the feature",
        git(code, "rev-parse", "HEAD").strip(),
    )
    assert merge.name == merge.commit[:12]
    assert [each.subject for each in read_merges(code, "other")] == ["Merge within a branch"]


def test_a_tag_of_a_file_or_of_a_tag_is_told_apart(code: Path) -> None:
    blob = git(code, "hash-object", "-w", "-t", "tree", "/dev/null").strip()
    git(code, "tag", "tree", blob)
    dated(code, "tag", "-a", "-m", "inner", "inner")
    found = {tag.name: tag.at for tag in read_tags(code)}
    assert found["tree"] is None
    assert found["inner"] is not None


@pytest.mark.parametrize(
    "name",
    ["--upload-pack=x", "-d", "$(touch here)", "a;b", "ü\u202e", "a'b\"c", "v1,{x: y}", "x/y/z", "HEAD", "@{-1}x"],
)
def test_names_are_data(code: Path, name: str) -> None:
    sha = git(code, "rev-parse", "HEAD").strip()
    (code / ".git" / "packed-refs").write_text(f"{sha} refs/tags/{name}\n", encoding="utf-8")
    assert [tag.name for tag in read_tags(code)] in ([name], [])
    assert not (code / "here").exists()


@pytest.mark.parametrize("text", ["\x1b[31mred", "two\nlines", "a\x01b", "=cmd()", "x" * 100_000, "\u2028"])
def test_messages_are_data(code: Path, text: str) -> None:
    dated(code, "tag", "-a", "-m", text, "v1")
    (tag,) = read_tags(code)
    assert tag.name == "v1"


def test_a_branch_that_looks_like_an_option_is_none(code: Path) -> None:
    for branch in ("--output=here", "-h", "no-such", "HEAD:x", ""):
        with pytest.raises(GitFailedError):
            list(read_merges(code, branch))
    assert not (code / "here").exists()


def test_nothing_of_its_configuration_is_run(code: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n")
    trap.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "gpg.program",
        "core.pager",
        "pager.for-each-ref",
        "core.sshCommand",
        "diff.external",
    ):
        git(code, "config", name, str(trap))
    git(code, "config", "log.showSignature", "true")
    git(code, "config", "alias.rev-list", f"!{trap}")
    git(code, "config", "remote.origin.url", f"ext::{trap}")
    git(code, "config", "remote.origin.promisor", "true")
    git(code, "config", "extensions.partialClone", "origin")
    hooks = code / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction"):
        (hooks / hook).write_bytes(trap.read_bytes())
        (hooks / hook).chmod(0o755)
    git(code, "tag", "v1")
    parent = git(code, "rev-parse", "HEAD~1").strip()
    (code / ".git" / "objects" / parent[:2] / parent[2:]).unlink()  # would have to be fetched
    (tmp_path / "sprung").unlink()  # our own tagging ran the hook
    assert [tag.name for tag in read_tags(code)] == ["v1"]
    with pytest.raises(GitFailedError):
        list(read_merges(code))
    assert not (tmp_path / "sprung").exists()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    yield
    for name in ("GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)


def test_it_is_that_repository_whatever_the_environment_says(code: Path, elsewhere: None) -> None:
    assert [each.subject for each in read_merges(code)] == ["Merge the feature"]


def test_a_bare_repository_will_do(code: Path, tmp_path: Path) -> None:
    git(code, "tag", "v1")
    git(tmp_path, "clone", "-q", "--bare", str(code), "bare.git")
    assert [tag.name for tag in read_tags(tmp_path / "bare.git")] == ["v1"]


def test_what_is_no_repository_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotARepositoryError):
        list(read_tags(tmp_path / "nowhere"))
    with pytest.raises(GitFailedError):
        list(read_tags(tmp_path))
