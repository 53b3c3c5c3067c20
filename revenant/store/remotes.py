"""The other side: which branch of which remote ours belongs to, fetching it, pushing to it."""

from __future__ import annotations

import os

from msgspec import Struct

from revenant.store.git import Done, Repository, run_git, run_remote
from revenant.store.sync_errors import NoBranchError, PushRefusedError, UnreachableError

# A push that lost a race, as the server's git words it.
_OUTRUN = ("[rejected]", "cannot lock ref", "failed to update ref", "incorrect old value", "reference already exists")
_CUT_OFF = ("RPC failed", "hung up", "unable to access", "Could not read from remote", "Connection")


class Target(Struct, frozen=True):
    """Where `branch` is pushed to: `name` at `remote`. `upstream` is another branch it was told to follow, if any."""

    branch: str
    remote: str
    name: str
    tracking: str
    is_set: bool
    upstream: str = ""

    @property
    def words(self) -> str:
        return f"{self.remote}/{self.name}"


def ask(repository: Repository, *arguments: str) -> str:
    """What git prints, without its newline; empty where it has no answer."""
    done = run_git(repository.root, *arguments)
    return "" if done.returncode else done.stdout.rstrip("\n")


def current_branch(repository: Repository) -> str:
    """The branch we are on.

    Raises:
        NoBranchError: HEAD is detached.
    """
    branch = ask(repository, "symbolic-ref", "--short", "-q", "HEAD")
    if not branch:
        raise NoBranchError.detached()
    return branch


def find_target(repository: Repository) -> Target | None:
    """Where the current branch belongs; None where there is no remote.

    A branch that follows one of another name (a branch under review, made from origin/main) is pushed to
    its own name, as git itself does it, unless `push.default` is `upstream`.

    Raises:
        NoBranchError: HEAD is detached, or nothing says which of several remotes is meant.
    """
    branch = current_branch(repository)
    form = "%(upstream)%00%(upstream:remotename)%00%(upstream:remoteref)"
    told = ask(repository, "for-each-ref", f"--format={form}", f"refs/heads/{branch}").split("\n")[0]
    tracking, remote, reference = (told or "\0\0").split("\0")
    if tracking and remote != ".":
        upstream = reference.removeprefix("refs/heads/")
        if upstream == branch or ask(repository, "config", "push.default") in ("upstream", "tracking"):
            return Target(branch, remote, upstream, tracking, is_set=True)
        return Target(branch, remote, branch, f"refs/remotes/{remote}/{branch}", is_set=True, upstream=upstream)
    remote = _only_remote(repository)
    return Target(branch, remote, branch, f"refs/remotes/{remote}/{branch}", is_set=False) if remote else None


def _only_remote(repository: Repository) -> str:
    remotes = ask(repository, "remote").split("\n")
    if "origin" in remotes:
        return "origin"
    if len(remotes) > 1:
        raise NoBranchError.ambiguous(remotes)
    return remotes[0]


def fetch(repository: Repository, target: Target, seconds: float) -> bool:
    """Learn what the remote has. False when another process was fetching at the same moment.

    Raises:
        UnreachableError: it does not answer, or does not let us in.
    """
    done = _remotely(repository, "fetch", "-q", "--no-recurse-submodules", "--", target.remote, seconds=seconds)
    if done.returncode and ("cannot lock ref" in done.stderr or "unable to update local ref" in done.stderr):
        return False
    if done.returncode:
        raise UnreachableError(target.remote, done.stderr)
    return True


def push(repository: Repository, target: Target, seconds: float) -> bool:
    """Push the branch. False when others were faster.

    Raises:
        PushRefusedError: the server, or a hook of this repository, said no.
        UnreachableError: it does not answer, or does not let us in.
    """
    options = ["--porcelain"] + ([] if target.is_set else ["--set-upstream"])
    spec = f"refs/heads/{target.branch}:refs/heads/{target.name}"
    done = _remotely(repository, "push", *options, "--", target.remote, spec, seconds=seconds)
    if done.returncode == 0:
        return True
    refusal = " ".join(row for row in done.stdout.splitlines() if row.startswith("!"))
    if any(words in refusal for words in _OUTRUN):
        return False
    if not refusal and (done.returncode == 128 or any(words in done.stderr for words in _CUT_OFF)):
        raise UnreachableError(target.remote, done.stderr)
    raise PushRefusedError(target.remote, _objection(done.stderr) or refusal.replace("\t", " "))


def _objection(words: str) -> str:
    """What the server's hook said; else what git said."""
    remote = [row.removeprefix("remote:").strip() for row in words.splitlines() if row.startswith("remote:")]
    return "\n".join(row for row in remote if row) or words


def find_base(repository: Repository, target: Target, wanted: str | None, seconds: float) -> str:
    """The branch ours will be merged into: `wanted`, else the one it follows, else the remote's default.

    Empty where it is our own, or none is wanted (""), or nothing says which.

    Raises:
        NoBranchError: the remote has no branch `wanted`.
    """
    base = wanted if wanted is not None else target.upstream or _default_branch(repository, target.remote, seconds)
    if base in ("", target.name):
        return ""
    if not ask(repository, "show-ref", "--verify", f"refs/remotes/{target.remote}/{base}"):
        if wanted:
            raise NoBranchError.unknown(target.remote, wanted)
        return ""
    return base


def _default_branch(repository: Repository, remote: str, seconds: float) -> str:
    """What a fresh clone would start on: as noted when this one was made, else as the remote says."""
    noted = ask(repository, "symbolic-ref", "-q", f"refs/remotes/{remote}/HEAD")
    if noted:
        return noted.removeprefix(f"refs/remotes/{remote}/")
    told = _remotely(repository, "ls-remote", "--symref", "--", remote, "HEAD", seconds=seconds).stdout
    first = told.partition("\t")[0]
    return first.removeprefix("ref: refs/heads/") if first.startswith("ref: ") else ""


def _remotely(repository: Repository, *arguments: str, seconds: float) -> Done:
    return run_remote(repository.root, *arguments, seconds=seconds, extra=_silent_ssh(repository))


def _silent_ssh(repository: Repository) -> dict[str, str]:
    """ssh that never asks; where people have set up their own, it is theirs."""
    own = "GIT_SSH_COMMAND" in os.environ or "GIT_SSH" in os.environ or ask(repository, "config", "core.sshCommand")
    return {} if own else {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}
