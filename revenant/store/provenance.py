"""From which commit an answer was computed, and whether files that are not committed took part in it."""

from __future__ import annotations

from revenant.errors import GitFailedError
from revenant.store.git import Running
from revenant.store.workspace import Workspace

_PLACES = ("incidents", "changes", "revenant.yaml", "services.yaml", "runbooks", "slos", "oncall")
_SHORT = 12


class Provenance:
    """Git starts to look when this is made, and goes on while the answer is computed; `commit` where it is known."""

    def __init__(self, workspace: Workspace, commit: str = "") -> None:
        self._commit = commit
        options = ("--porcelain=v2", "--branch", "--untracked-files=normal", "--", *_PLACES)
        self._status = None if commit else Running(workspace.root, ("status", *options))

    @property
    def words(self) -> str:
        """`commit 1a2b3c4d5e6f`, and whether there was more than that."""
        if self._status is None:
            return f"commit {self._commit[:_SHORT]}"
        try:
            lines = self._status.output().splitlines()
        except GitFailedError:
            return "files of which git could not tell the commit"
        head = next((line.split()[2] for line in lines if line.startswith("# branch.oid ")), "(initial)")
        named = "no commit yet" if head == "(initial)" else f"commit {head[:_SHORT]}"
        changed = any(not line.startswith("#") for line in lines)
        return f"{named} and files that are not committed" if changed else named
