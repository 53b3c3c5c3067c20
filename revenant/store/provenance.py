"""From which commit an answer was computed, and whether files that are not committed took part in it."""

from __future__ import annotations

from revenant.store.git import run_git
from revenant.store.workspace import Workspace

_PLACES = ("incidents", "changes", "revenant.yaml", "services.yaml", "runbooks")


def provenance(workspace: Workspace, commit: str = "") -> str:
    """`commit 1a2b3c4d5e6f`, with what was not in it yet; `commit` where the past was read."""
    if commit:
        return f"commit {commit[:12]}"
    head = run_git(workspace.root, "rev-parse", "--verify", "--quiet", "HEAD").stdout.strip()
    changed = run_git(workspace.root, "status", "--porcelain", "--untracked-files=all", "--", *_PLACES).stdout
    more = "files that are not committed" if changed.strip() else ""
    named = f"commit {head[:12]}" if head else "no commit yet"
    return " and ".join(part for part in (named, more) if part)
