"""Bringing this clone and its remote together: commit what is loose, fetch, merge, push, again while others push."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from revenant.errors import RevenantError
from revenant.incidents.merging import Arrival, Settled
from revenant.store.git import Repository
from revenant.store.lock import write_lock
from revenant.store.loose import commit_loose, find_loose
from revenant.store.merging import take_in
from revenant.store.remotes import Target, ask, current_branch, fetch, find_base, find_target, push
from revenant.store.sync_errors import (
    LocalChangesError,
    MergeConflictError,
    NoBranchError,
    OutrunError,
    UnfinishedError,
)
from revenant.store.workspace import Workspace

_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.2, 8.0
_UNFINISHED = {
    "MERGE_HEAD": ("a merge", "git commit", "git merge --abort"),
    "rebase-merge": ("a rebase", "git rebase --continue", "git rebase --abort"),
    "rebase-apply": ("a rebase", "git rebase --continue", "git rebase --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
    "REVERT_HEAD": ("a revert", "git revert --continue", "git revert --abort"),
}
Pause = Callable[[float], object]


class How(Struct, frozen=True):
    """`base` is the branch to merge beside our own: None for the one it will be merged into, "" for none."""

    base: str | None = None
    seconds: float = 60.0
    tries: int = 10
    dry_run: bool = False


class Synced(Struct):
    """What a sync did, or in a dry run would do. `target` is None where there is no remote.

    `trouble` stopped it on the way: what is counted here was done all the same, and nothing is half-done.
    """

    branch: str
    target: Target | None = None
    base: str = ""
    committed: list[Path] = []
    pulled: int = 0
    pulled_from_base: int = 0
    pushed: int = 0
    follows_now: bool = False
    arrivals: list[Arrival] = []
    repaired: dict[str, Settled] = {}
    trouble: RevenantError | None = None


def synchronise(workspace: Workspace, how: How, pause: Pause = time.sleep) -> Synced:
    """Sync the current branch.

    Raises:
        NoBranchError, UnfinishedError: it cannot even begin.
    """
    repository = workspace.repository
    _require_ready(repository)
    done = Synced(current_branch(repository), find_target(repository))
    _commit(workspace, how, done)
    if not _exists(repository, "HEAD"):
        raise NoBranchError.unborn()
    if done.target is not None:
        try:
            _try_until_met(workspace, how, done, done.target, pause)
        except RevenantError as error:
            done.trouble = error
    return done


def _try_until_met(workspace: Workspace, how: How, done: Synced, target: Target, pause: Pause) -> None:
    for attempt in range(how.tries):
        if fetch(workspace.repository, target, how.seconds) and _meet(workspace, how, done, target):
            return
        longest = min(_FIRST_PAUSE_SECONDS * 2**attempt, _LONGEST_PAUSE_SECONDS)
        pause(random.uniform(longest / 4, longest))  # noqa: S311 - so that clones do not try again all at once
    raise OutrunError(target.remote, how.tries)


def _require_ready(repository: Repository) -> None:
    for name, words in _UNFINISHED.items():
        if (repository.git_dir / name).exists():
            raise UnfinishedError(*words)


def _commit(workspace: Workspace, how: How, done: Synced) -> None:
    """Commit loose events. A postmortem somebody is writing stays as it is."""
    if how.dry_run:
        done.committed = find_loose(workspace, postmortems=False)
        return
    with write_lock(workspace.repository.private):
        done.committed += commit_loose(workspace, postmortems=False)


def _meet(workspace: Workspace, how: How, done: Synced, target: Target) -> bool:
    """Merge what the remote has and push what we have. False when others were faster."""
    done.base = find_base(workspace.repository, target, how.base, how.seconds)
    base = f"refs/remotes/{target.remote}/{done.base}" if done.base else ""
    if how.dry_run:
        _foretell(workspace.repository, done, target, base)
        return True
    with write_lock(workspace.repository.private):
        workspace.repository.require_unlocked()
        _require_ready(workspace.repository)
        done.pulled += _merge(workspace, done, target.tracking, target.words)
        obstacle = _merge_base(workspace, done, base)
    met = _push(workspace.repository, how, done, target)
    if met and obstacle:
        raise obstacle
    return met


def _foretell(repository: Repository, done: Synced, target: Target, base: str) -> None:
    known = [reference for reference in (target.tracking, base) if reference and _exists(repository, reference)]
    done.pulled = _count(repository, *known, "--not", "HEAD") if known else 0
    done.pushed = _unpushed(repository, target)


def _merge(workspace: Workspace, done: Synced, reference: str, words: str) -> int:
    """Merge one branch and note what it brought. Returns how many commits."""
    taken = take_in(workspace, reference, words, done.branch)
    if taken is None:
        return 0
    done.arrivals += taken.arrivals
    done.repaired |= taken.repaired
    return taken.commits


def _merge_base(workspace: Workspace, done: Synced, base: str) -> RevenantError | None:
    """Merge the base; what stands against that is for later, since it need not stop the push."""
    try:
        if base:
            done.pulled_from_base += _merge(workspace, done, base, base.removeprefix("refs/remotes/"))
    except (MergeConflictError, LocalChangesError) as error:
        return error
    return None


def _push(repository: Repository, how: How, done: Synced, target: Target) -> bool:
    waiting = _unpushed(repository, target)
    if not waiting and _exists(repository, target.tracking):
        return True
    if not push(repository, target, how.seconds):
        return False
    done.pushed += waiting
    done.follows_now = not target.is_set
    return True


def _unpushed(repository: Repository, target: Target) -> int:
    """How many of our commits the remote does not have on the branch; on none of its branches, when it is new."""
    known = target.tracking if _exists(repository, target.tracking) else f"--remotes={target.remote}"
    return _count(repository, "HEAD", "--not", known)


def _exists(repository: Repository, reference: str) -> bool:
    return bool(ask(repository, "rev-parse", "-q", "--verify", reference))


def _count(repository: Repository, *range_: str) -> int:
    return int(ask(repository, "rev-list", "--count", *range_) or "0")
