"""A branch with one commit that adds one file, made beside the work tree: nothing the user has open is touched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from revenant.errors import GitFailedError
from revenant.postmortems.errors import BranchExistsError, InvalidBranchError
from revenant.store.git import Repository, run_git
from revenant.store.remotes import ask

_HOSTS = re.compile(r"(?:^|[@/.])(github|gitlab)[\w.-]*(?=[/:]|$)", re.IGNORECASE)


class ReviewBranch(NamedTuple):
    """A branch to be reviewed: the one it is to be merged into, the remote it goes to, and who hosts that."""

    name: str
    base: str
    remote: str
    host: str


def create_review_branch(repository: Repository, name: str, path: Path, text: str, message: str) -> ReviewBranch:
    """Make the branch, one commit ahead of where we are, with `text` in a new file at `path`.

    Raises:
        InvalidBranchError, BranchExistsError.
        GitFailedError: git refused.
    """
    if run_git(repository.root, "check-ref-format", "--branch", name).returncode or name.startswith("-"):
        raise InvalidBranchError(name)
    ref = f"refs/heads/{name}"
    if ask(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", ref):
        raise BranchExistsError(name)
    commit = _commit(repository, path, text, message)
    _output(repository, "update-ref", "--end-of-options", ref, commit, "")
    base = ask(repository, "symbolic-ref", "--short", "-q", "HEAD") or "main"
    remote = _remote(repository)
    return ReviewBranch(name, base, remote, _host(repository, remote) if remote else "")


def _commit(repository: Repository, path: Path, text: str, message: str) -> str:
    """A commit on top of HEAD with one more file, from an index of its own."""
    index = repository.private / f"review-{path.stem}.index"
    index.parent.mkdir(parents=True, exist_ok=True)
    aside = {"GIT_INDEX_FILE": str(index)}
    name = path.relative_to(repository.root.resolve() if path.is_absolute() else repository.root).as_posix()
    try:
        _output(repository, "read-tree", "HEAD", extra=aside)
        blob = _output(repository, "hash-object", "-w", "--stdin", stdin=text)
        _output(repository, "update-index", "--add", "--cacheinfo", f"100644,{blob},{name}", extra=aside)
        tree = _output(repository, "write-tree", extra=aside)
        return _output(repository, "commit-tree", tree, "-p", "HEAD", "-m", message)
    finally:
        index.unlink(missing_ok=True)


def _output(
    repository: Repository,
    *arguments: str,
    stdin: str = "",
    extra: dict[str, str | None] | dict[str, str] | None = None,
) -> str:
    done = run_git(repository.root, *arguments, stdin=stdin, extra=dict(extra or {}))
    if done.returncode:
        raise GitFailedError(arguments[0], done.stderr)
    return done.stdout.strip()


def _remote(repository: Repository) -> str:
    """origin, else the only remote there is; empty where there is none or nothing says which."""
    names = ask(repository, "remote").split("\n")
    return "origin" if "origin" in names else names[0] if len(names) == 1 else ""


def _host(repository: Repository, remote: str) -> str:
    """github or gitlab, if the address of the remote says so."""
    found = _HOSTS.search(ask(repository, "remote", "get-url", "--", remote))
    return found[1].lower() if found else ""
