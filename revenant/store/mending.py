"""What `lint --fix` does to files: mends and checks by turns until nothing is left to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from revenant.core.problems import Fix
from revenant.linting.mending import mend
from revenant.linting.selection import Selection
from revenant.store.frontmatter import split_rows
from revenant.store.growing import replace_file
from revenant.store.linting import Linted
from revenant.store.workspace import Workspace

_ROUNDS = 10  # a fix may make room for another in the same lines


class Draft(NamedTuple):
    """A file as it is and as it would be."""

    name: str
    before: bytes
    after: bytes
    fixes: int


def drafts(workspace: Workspace, found: Linted, selection: Selection) -> Iterator[Draft]:
    """Every file that fixes would change; one that changed since it was checked is left out."""
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for problem in found.problems:
        if problem.fix and selection.mends(problem.code, problem.fix):
            fixes[problem.path].append(problem.fix)
    for name, wanted in fixes.items():
        rows, path = found.files.get(name), workspace.root / name
        before = b"" if rows is None or path.is_symlink() or not path.is_file() else path.read_bytes()
        if rows is None or split_rows(before) != [row.removesuffix("\r") for row in rows]:
            continue
        after, made = mend(before, wanted)
        if made and after != before:
            yield Draft(name, before, after, made)


def mend_files(
    workspace: Workspace, found: Linted, selection: Selection, again: Callable[[], Linted]
) -> tuple[Linted, int]:
    """Write what can be mended and check `again`, until nothing changes: what is left, and how many were mended.

    Raises:
        WriteFailedError: the disk refused a file; it is as it was.
    """
    mended = 0
    for _ in range(_ROUNDS):
        made = sum(_write(workspace, draft) for draft in drafts(workspace, found, selection))
        if not made:
            break
        mended += made
        found = again()
    return found, mended


def _write(workspace: Workspace, draft: Draft) -> int:
    path: Path = workspace.inside(workspace.root / draft.name)
    return draft.fixes if replace_file(path, draft.before, draft.after) else 0
