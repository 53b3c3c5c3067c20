"""How a review branch comes to be reviewed: commands to type, none of which is run."""

from __future__ import annotations

from shlex import quote
from typing import Any, Protocol


class Branch(Protocol):
    """A branch for review; see store/review_branches.py."""

    @property
    def name(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def remote(self) -> str: ...
    @property
    def host(self) -> str: ...


def next_commands(branch: Branch, title: str) -> list[str]:
    """What to type next, one a line."""
    name, base, remote = quote(branch.name), quote(branch.base), quote(branch.remote or "origin")
    lines = [f"next: git switch {name}", f"      git push -u {remote} {name}"]
    if branch.host == "github":
        lines.append(f"      gh pr create --base {base} --head {name} --title {quote(title)}")
    elif branch.host == "gitlab":
        lines.append(f"      glab mr create --target-branch {base} --source-branch {name} --title {quote(title)}")
    else:
        lines.append(f"then open a pull or merge request from {name} into {base}")
    return lines


def branch_data(branch: Branch) -> dict[str, Any]:
    """The same for --json."""
    return {"branch": branch.name, "base": branch.base, "remote": branch.remote or None, "host": branch.host or None}
