"""A code repository somewhere on this machine, read for its releases: tags, and merges into its branch.

It may be a stranger's. Only plumbing is asked, nothing of its configuration is run, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from revenant.errors import GitFailedError, NotARepositoryError
from revenant.signals.change_sources import Landmark
from revenant.store.git import run_git

# Another repository than ours is meant, whatever the environment says; a missing object is not fetched.
_ALONE = {
    **dict.fromkeys(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")),
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
}
_SAFE = ("-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_TAG = "%00".join(
    ("%(refname:strip=2)", "%(objecttype)", "%(objectname)", "%(*objecttype)", "%(*objectname)", "%(creatordate:unix)")
)
_TAG_FIELDS = 7
_MERGE = "%x00%ct%x00%s%x00"


def read_tags(folder: Path) -> Iterator[Landmark]:
    """Every tag, annotated or not, oldest first. One of something else than a commit has no time."""
    told = _ask(folder, "for-each-ref", "--sort=creatordate", f"--format={_TAG}%00%(contents:subject)%00", "refs/tags")
    for name, sort, own, inner_sort, inner, seconds, subject in _records(told, _TAG_FIELDS):
        is_commit = "commit" in (sort, inner_sort)
        yield Landmark("tag", name, inner or own, _time(seconds) if is_commit else None, subject.strip())


def read_merges(folder: Path, branch: str = "HEAD") -> Iterator[Landmark]:
    """Every merge on the first-parent line of a branch, oldest first.

    Raises:
        GitFailedError: there is no such branch.
    """
    commit = _ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch}^{{commit}}")
    commit = commit.removeprefix("--end-of-options").strip()
    how = ("--first-parent", "--merges", "--reverse", f"--format={_MERGE}")
    for head, seconds, subject in _records(_ask(folder, "rev-list", *how, commit, "--"), 3):
        sha = head.removeprefix("commit ").strip()
        yield Landmark("merge", sha[:12], sha, _time(seconds), subject)


def _records(told: str, width: int) -> Iterator[list[str]]:
    """What git printed with a NUL after each field and a newline after each record."""
    fields = told.split("\0")
    for start in range(0, len(fields) - width, width):
        first, *rest = fields[start : start + width]
        yield [first.removeprefix("\n"), *rest]


def _time(seconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _ask(folder: Path, *arguments: str) -> str:
    if not folder.is_dir():
        raise NotARepositoryError(folder)
    done = run_git(folder, *_SAFE, *arguments, extra=_ALONE)
    if done.returncode:
        raise GitFailedError(f"read {folder}", done.stderr or "there is no such branch")
    return done.stdout
