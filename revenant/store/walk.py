"""History as git tells it: the commits of a range, parents first, each with the files it has otherwise than a parent.

One `git log` walks and one `git cat-file` reads. Merges are compared with every parent. What a configuration or
a replaced object could hide is asked for plainly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from revenant.errors import GitFailedError
from revenant.incidents.history import Commit
from revenant.store.blobs import BLOCK, NOTHING, TimeLimit
from revenant.store.git import Process, run_git, start_git

_SUBMODULE = "160000"
_CONFIG = ("-c", "log.showRoot=true", "-c", "diff.ignoreSubmodules=none", "-c", "log.showSignature=false")
_LOG = (
    *("log", "--full-history", "--sparse", "--topo-order", "--reverse", "--no-color", "--no-notes", "--encoding=UTF-8"),
    *("--diff-merges=separate", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-relative"),
    "--ignore-submodules=none",
)
_FIELDS = ("%H", "%P", "%ae")
_SIGNATURE = ("%G?", "%GS")


class FileChange(Struct):
    """One file of a commit: ids of its content, NOTHING where there is none; `olds` of the parents that differ."""

    new: str
    olds: list[str]


class Step(NamedTuple):
    """One commit and what it changed, by path."""

    commit: Commit
    changes: dict[str, FileChange]


def walk(
    folder: Path, revisions: Sequence[str], paths: Sequence[str], limit: TimeLimit, *, signatures: bool
) -> Iterator[Step]:
    """Every commit of `revisions`, parents first, with what it changed under `paths`, named from the root.

    Raises:
        GitFailedError: there is no such range.
        AuditTimeoutError.
    """
    fields = (*_FIELDS, *_SIGNATURE) if signatures else _FIELDS
    form = f"--format={'%x00'.join(fields)}"
    process = limit.watch(start_git(folder, *_CONFIG, *_LOG, form, *revisions, "--", *paths))
    step: Step | None = None
    for each in _steps(_tokens(process), len(fields)):
        if step is not None and step.commit.id == each.commit.id:
            _join(step, each)
            continue
        if step is not None:
            limit.check()
            yield step
        step = each
    code = process.handle.wait()
    limit.check()
    if code:
        raise GitFailedError("walk the history", run_git(folder, "rev-list", "-n1", *revisions).stderr)
    if step is not None:
        yield step


def _join(step: Step, other: Step) -> None:
    """The same merge, compared with another parent."""
    for path, change in other.changes.items():
        step.changes.setdefault(path, FileChange(change.new, [])).olds.extend(change.olds)


def _tokens(process: Process) -> Iterator[str]:
    rest = b""
    while block := process.told.read1(BLOCK):
        *whole, rest = (rest + block).split(b"\0")
        for token in whole:
            yield token.decode("utf-8", errors="surrogateescape")


def _steps(tokens: Iterator[str], width: int) -> Iterator[Step]:
    """`width` fields, then for each file its line of modes and ids, and its path."""
    step: Step | None = None
    for token in tokens:
        head = token.lstrip("\n")
        if step is not None and head.startswith(":"):
            step.changes[next(tokens)] = _change(head)
            continue
        if step is not None:
            yield step
        own, parents, author, *signed = [head, *(next(tokens) for _ in range(width - 1))]
        step = Step(Commit(own, author, tuple(parents.split()), *signed), {})
    if step is not None:
        yield step


def _change(line: str) -> FileChange:
    old_mode, new_mode, old, new, _ = line[1:].split(" ")
    return FileChange(_id(new, new_mode), [_id(old, old_mode)])


def _id(name: str, mode: str) -> str:
    return NOTHING if mode == _SUBMODULE or not name.strip("0") else name


def ask(folder: Path, *arguments: str, stdin: str = "") -> str:
    """What git prints, replaced objects shown as they are; nothing where it refuses."""
    done = run_git(folder, *arguments, stdin=stdin, extra={"GIT_NO_REPLACE_OBJECTS": "1"})
    return "" if done.returncode else done.stdout


def shallow_edge(folder: Path) -> frozenset[str]:
    """Commits whose parents a shallow clone has not got."""
    path = ask(folder, "rev-parse", "--git-path", "shallow").strip()
    try:
        return frozenset((folder / path).read_text().split())
    except OSError:
        return frozenset()
