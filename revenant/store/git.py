"""The one owner of git: finding the repository, who is writing, and commits that touch only their own paths.

The hot path runs the git program itself (a commit through it honours hooks and signing, and importing
GitPython costs 37 ms). Paths are literal and always follow `--`; nothing here goes through a shell.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast

from msgspec import Struct

from revenant.errors import (
    CommitFailedError,
    GitFailedError,
    GitMissingError,
    IdentityMissingError,
    NotARepositoryError,
    RepositoryLockedError,
)

_LOCK_PATIENCE_SECONDS = 3.0
_FIXED_ENVIRONMENT = {"GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0"}
# Looking whether the repository wants tidying costs a fifth of a commit; imports, `doctor` and every fetch do it.
_NO_HOUSEKEEPING = ("-c", "maintenance.auto=false", "-c", "gc.auto=0")
Done: TypeAlias = subprocess.CompletedProcess[str]


class Identity(Struct, frozen=True):
    name: str
    email: str


class Repository(Struct, frozen=True):
    """A work tree: `root` is its top folder, `git_dir` its own git folder (per worktree)."""

    root: Path
    git_dir: Path

    @property
    def private(self) -> Path:
        """Where revenant keeps what is derived or in passing: never committed, one per worktree."""
        return self.git_dir / "revenant"

    @property
    def is_detached(self) -> bool:
        """Whether HEAD names a commit instead of a branch."""
        return not (self.git_dir / "HEAD").read_text(errors="replace").startswith("ref:")

    @property
    def hash_name(self) -> str:
        """What objects are named by: sha1, or sha256 in the few repositories that say so."""
        common = self.git_dir / "commondir"
        folder = self.git_dir / common.read_text().strip() if common.is_file() else self.git_dir
        try:
            config = (folder / "config").read_text(errors="replace").lower()
        except OSError:
            return "sha1"
        return "sha256" if re.search(r"^\s*objectformat\s*=\s*sha256", config, re.MULTILINE) else "sha1"

    def identity(self) -> Identity:
        """Who git says is writing here; see `read_identity`."""
        return read_identity(self.root)

    def tidy(self) -> None:
        """Let git pack what has gathered, if it finds that worth while."""
        self._try("maintenance", "run", "--auto", "--quiet")

    def uncommitted(self, *paths: Path) -> list[str]:
        """Files at or under `paths` that differ from the last commit or are not in it, named from the root."""
        rows = self.output(
            "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *map(str, paths)
        ).split("\0")
        return [row[3:] for row in rows if len(row) > 3]

    def require_unlocked(self) -> None:
        """Wait a moment for another git process to release its index.

        Raises:
            RepositoryLockedError: it does not; nothing has been written yet, so nothing is half-done.
        """
        lock = self.git_dir / "index.lock"
        deadline = time.monotonic() + _LOCK_PATIENCE_SECONDS
        while lock.exists():
            if time.monotonic() >= deadline:
                raise RepositoryLockedError(lock)
            time.sleep(0.05)

    def commit(self, paths: Sequence[Path], message: str, *, new: bool) -> None:
        """Commit exactly `paths`; whatever else is staged or changed stays as it was.

        Raises:
            CommitFailedError: a hook, a lock or an unfinished merge stands in the way; the files keep their content.
        """
        names = [str(path) for path in paths]
        listing = "\0".join(names)
        if new:
            self._stage(names, listing)
        done = self._commit(message, names, listing)
        if done.returncode == 0:
            return None
        if not new and self._is_untracked(names):
            return self.commit(paths, message, new=True)
        if new:
            self._unstage(listing)
        raise CommitFailedError(_words(done), self._relative(names[:3]))

    def _stage(self, names: list[str], listing: str) -> None:
        added = self._try("add", "--pathspec-from-file=-", "--pathspec-file-nul", stdin=listing)
        if added.returncode:
            raise CommitFailedError(_words(added), self._relative(names[:3]))

    def _unstage(self, listing: str) -> None:
        """Leave the index as the last commit has these paths; before the first commit, without them."""
        options = ("-q", "--pathspec-from-file=-", "--pathspec-file-nul")
        if self._try("reset", *options, stdin=listing).returncode:
            self._try("rm", "--cached", *options, stdin=listing)

    def _commit(self, message: str, names: list[str], listing: str) -> Done:
        if len(names) < 20:
            return self._try(*_NO_HOUSEKEEPING, "commit", "-q", "--only", "-m", message, "--", *names)
        options = ("--pathspec-from-file=-", "--pathspec-file-nul")
        return self._try("commit", "-q", "--only", "-m", message, *options, stdin=listing)

    def _is_untracked(self, names: list[str]) -> bool:
        """Whether git does not know all of these yet: an earlier write may not have been committed."""
        known = self._try("ls-files", "-z", "--", *names).stdout
        return known.count("\0") < len(names)

    def _relative(self, names: Iterable[str]) -> list[str]:
        return [os.path.relpath(name, self.root) for name in names]

    def output(self, *arguments: str) -> str:
        """What git prints.

        Raises:
            GitFailedError: git refused.
        """
        done = self._try(*arguments)
        if done.returncode:
            raise GitFailedError(arguments[0], _words(done))
        return done.stdout

    def lines_of(self, *arguments: str, folder: Path) -> list[str]:
        """What git prints with `-z`, piece by piece."""
        return [piece for piece in run_git(folder, *arguments).stdout.split("\0") if piece]

    def _try(self, *arguments: str, stdin: str = "") -> Done:
        return run_git(self.root, *arguments, stdin=stdin)


def read_identity(folder: Path) -> Identity:
    """Who git says is writing in `folder`: the environment, then the configuration; never a guess.

    Raises:
        IdentityMissingError: neither names anybody.
    """
    lines = run_git(folder, "config", "-z", "--get-regexp", r"^(user|author)\.(name|email)$").stdout.split("\0")
    said = dict(line.split("\n", 1) for line in lines if "\n" in line)
    given = os.environ
    name = given.get("GIT_AUTHOR_NAME") or said.get("author.name") or said.get("user.name") or ""
    email = given.get("GIT_AUTHOR_EMAIL") or said.get("author.email") or said.get("user.email") or given.get("EMAIL")
    if not name.strip() or not email or not email.strip():
        raise IdentityMissingError
    return Identity(name.strip(), email.strip())


@contextmanager
def _needing_git() -> Iterator[None]:
    """Starting git says in our words that there is none."""
    try:
        yield
    except FileNotFoundError:
        raise GitMissingError from None


class Running:
    """A git that is still at work.

    Raises:
        GitMissingError: there is none to start.
    """

    def __init__(self, folder: Path, arguments: Sequence[str]) -> None:
        with _needing_git():
            self._process = subprocess.Popen(
                ["git", *arguments],
                cwd=folder,
                env=os.environ | _FIXED_ENVIRONMENT | {"GIT_OPTIONAL_LOCKS": "0"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="surrogateescape",
            )
        self._said: str | None = None

    def output(self) -> str:
        """What it printed, once it has ended.

        Raises:
            GitFailedError: it failed.
        """
        if self._said is None:
            self._said = self._process.communicate()[0]
        if self._process.returncode:
            raise GitFailedError("compare the work tree", "")
        return self._said

    def close(self) -> None:
        """End it, if nobody asked for its output."""
        if self._said is None:
            self._process.kill()
            self._process.communicate()
            self._said = ""


def run_git(folder: Path, *arguments: str, stdin: str = "", extra: Mapping[str, str | None] | None = None) -> Done:
    """Run git in `folder`, with literal paths, nobody to ask, and `extra` in its environment (None takes one out)."""
    wanted = {**os.environ, **_FIXED_ENVIRONMENT, **(extra or {})}
    environment = {name: value for name, value in wanted.items() if value is not None}
    with _needing_git():
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=environment,
            input=stdin or None,
            stdin=None if stdin else subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",  # a path is bytes; what is shown passes through core/text
            check=False,
        )


def run_remote(folder: Path, *arguments: str, seconds: float, extra: Mapping[str, str]) -> Done:
    """Run a git that talks to another machine; it has no terminal to ask on, and ends after `seconds` at the latest."""
    with _needing_git():
        process = subprocess.Popen(
            ["git", *arguments],
            cwd=folder,
            env=os.environ | _FIXED_ENVIRONMENT | dict(extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="surrogateescape",
            start_new_session=True,
        )
    try:
        said, complained = process.communicate(timeout=seconds)
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)  # with all it has started
        process.communicate()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        return subprocess.CompletedProcess(process.args, 128, "", f"no answer within {seconds:g} s")
    return subprocess.CompletedProcess(process.args, process.returncode, said, complained)


class Process(NamedTuple):
    """A git that works beside us: asked and read bit by bit."""

    handle: subprocess.Popen[bytes]
    ask: BufferedWriter
    told: BufferedReader


def start_git(folder: Path, *arguments: str) -> Process:
    """Start a git to work beside us. Replaced objects are shown as they are."""
    environment = os.environ | _FIXED_ENVIRONMENT | {"GIT_NO_REPLACE_OBJECTS": "1"}
    pipe, silent = subprocess.PIPE, subprocess.DEVNULL
    command = ["git", *arguments]
    with _needing_git():
        handle = subprocess.Popen(command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=silent)
    return Process(handle, cast(BufferedWriter, handle.stdin), cast(BufferedReader, handle.stdout))


def _words(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stderr.strip() or done.stdout.strip())[-2000:]


def find_repository(start: Path) -> Repository:
    """The repository around `start`; read from the disk where possible, since asking git costs a process.

    Raises:
        NotARepositoryError: there is none.
    """
    if "GIT_DIR" in os.environ:
        return _ask_git(start)
    for folder in (start, *start.parents):
        marker = folder / ".git"
        if marker.is_dir():
            return Repository(folder, marker)
        if marker.is_file():
            return Repository(folder, _linked(marker))
    raise NotARepositoryError(start)


def _linked(marker: Path) -> Path:
    """The git folder a worktree's or submodule's `.git` file names."""
    target = marker.read_text(errors="replace").removeprefix("gitdir:").strip()
    return (marker.parent / target).resolve()


def _ask_git(start: Path) -> Repository:
    done = run_git(start, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    if done.returncode:
        raise NotARepositoryError(start)
    top, git_dir = done.stdout.splitlines()[:2]
    return Repository(Path(top), Path(git_dir))


def create_repository(folder: Path) -> None:
    """Make `folder` a repository whose first branch is main."""
    done = run_git(folder, "init", "-q", "-b", "main")
    if done.returncode:
        raise GitFailedError("init", _words(done))
