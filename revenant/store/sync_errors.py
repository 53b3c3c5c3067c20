"""What can stop a sync. In every case what was recorded is committed here, and nothing is half-done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from revenant.errors import RevenantError

_PASSWORD = re.compile(r"://[^/@\s]+@")
_DENIED = ("authentication failed", "could not read username", "could not read password", "permission denied", "403")
_KEPT = "nothing is lost: what you recorded is committed here"


def _said(words: str) -> str:
    """git's own words, without the noise, and never with a password of a URL."""
    rows = [row.strip() for row in words.strip().splitlines() if row.strip() and not row.startswith("hint:")]
    return _PASSWORD.sub("://", "\n".join(rows)) or "no reason given"


class UnreachableError(RevenantError):
    def __init__(self, remote: str, words: str) -> None:
        denied = any(word in words.lower() for word in _DENIED)
        then = "with credentials that work (a token, `ssh-add`)" if denied else "when the network is back"
        verb = "does not let you in" if denied else "cannot be reached"
        super().__init__(f"{remote} {verb}: {_said(words)}", f"{_KEPT}; run `revenant sync` again {then}")


class PushRefusedError(RevenantError):
    def __init__(self, remote: str, words: str) -> None:
        super().__init__(
            f"{remote} refused what was pushed:\n{_said(words)}",
            f"{_KEPT}; when the server's objection is met, run `revenant sync` again",
        )


class OutrunError(RevenantError):
    def __init__(self, remote: str, tries: int) -> None:
        super().__init__(
            f"others pushed to {remote} faster than we did, {tries} times over",
            f"{_KEPT} and has theirs merged in; run `revenant sync` again in a moment",
        )


class MergeConflictError(RevenantError):
    def __init__(self, source: str, files: Sequence[str]) -> None:
        super().__init__(
            f"{source} and this branch changed the same lines of: {', '.join(files)}",
            "nothing was merged and your files are as they were; what you recorded is committed here\n"
            f"run `git merge {source}`, settle those files, `git commit`, then `revenant sync` again",
        )


class LocalChangesError(RevenantError):
    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(
            f"others changed files that you have changed, or have untracked: {', '.join(files)}",
            "nothing was merged and your files are as they were; commit, stash or move them, then sync again",
        )


class UnfinishedError(RevenantError):
    def __init__(self, what: str, finish: str, abandon: str) -> None:
        super().__init__(
            f"{what} is not finished here, so nothing was synced",
            f"finish it (`{finish}`) or call it off (`{abandon}`), then sync again",
        )


class NoBranchError(RevenantError):
    """There is no branch to bring together with another."""

    @classmethod
    def detached(cls) -> NoBranchError:
        return cls("HEAD is detached: there is no branch to sync", "`git switch BRANCH`, or `git switch -c NAME`")

    @classmethod
    def unborn(cls) -> NoBranchError:
        return cls("this branch has no commit yet", "commit the workspace's files first: git add -A && git commit")

    @classmethod
    def unknown(cls, remote: str, name: str) -> NoBranchError:
        return cls(f"{remote} has no branch {name}", "`git branch --remotes` lists what it has")

    @classmethod
    def ambiguous(cls, remotes: Sequence[str]) -> NoBranchError:
        names = ", ".join(remotes)
        return cls(f"none of the remotes {names} is called origin", "once: git push -u REMOTE BRANCH, then sync")
