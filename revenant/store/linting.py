"""What `lint` reads: which files of the workspace there are rules for, and each of them as a subject."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from revenant.core.problems import Level, Problem, in_order
from revenant.errors import InvalidFileError, OutsideError, UnknownPathError
from revenant.store.kinds import Kind, kind_of, kinds_of
from revenant.store.subjects import ATTRIBUTES_FILE, Context, read_context
from revenant.store.workspace import Workspace

_NOT_PLAIN = "this is a link or a pipe, so no command reads it"


class Checked(NamedTuple):
    """What lint found, what it looked at, and what it did not look at, with the reason."""

    problems: list[Problem]
    checked: list[str]
    unchecked: list[str]


def lint(workspace: Workspace, paths: Sequence[Path], now: datetime) -> Checked:
    """Check `paths` of the workspace, or all of it.

    Raises:
        UnknownPathError, OutsideError: a path that cannot be checked.
        InvalidFileError: the disk refuses a file.
    """
    context = read_context(workspace, now)
    kinds = kinds_of(context)
    seen: Counter[Kind] = Counter()
    problems: list[Problem] = []
    stray: list[str] = []
    for path in _files(workspace, kinds, [_inside(workspace, path) for path in paths] or [workspace.root]):
        name = workspace.relative(path)
        kind = kind_of(name, kinds)
        if kind is None:
            stray.append(f"{name} (no rules for it)")
        elif not _is_plain(path):
            problems.append(Problem(name, 0, 0, Level.ERROR, "IN003", _NOT_PLAIN))
        else:
            seen[kind] += 1
            problems += _check(kind, context, path)
    found = _summed_up(problems, kinds, seen, stray)
    return found._replace(unchecked=context.unchecked() + found.unchecked)


def _is_plain(path: Path) -> bool:
    """Whether it is no link, pipe or device; .gitattributes may be absent."""
    return not path.is_symlink() and (path.is_file() or not path.exists())


def _check(kind: Kind, context: Context, path: Path) -> Iterable[Problem]:
    try:
        return list(kind.check(context, path)) if kind.check else []
    except OSError as error:
        raise InvalidFileError([f"{context.workspace.relative(path)}: {error.strerror or error}"]) from None


def _summed_up(problems: list[Problem], kinds: Sequence[Kind], seen: Counter[Kind], stray: list[str]) -> Checked:
    checked = [_count(kind, seen[kind]) for kind in kinds if seen[kind] and kind.check]
    unchecked = [_count(kind, seen[kind]) for kind in kinds if seen[kind] and not kind.check]
    without_rules = [f"{', '.join(unchecked)} (no rules yet)"] if unchecked else []
    return Checked(in_order(problems), checked, without_rules + stray)


def _count(kind: Kind, number: int) -> str:
    if kind.one == kind.root:
        return kind.one
    return f"{number} {kind.one if number == 1 else kind.many}"


# --- which files ----------------------------------------------------------------------------


def _inside(workspace: Workspace, path: Path) -> Path:
    """The path without `..`, in the workspace, and not led out of it by a symbolic link."""
    plain = Path(os.path.abspath(path))
    if plain.resolve() == workspace.root:
        return workspace.root
    if not plain.parent.resolve().is_relative_to(workspace.root):
        raise OutsideError(path)
    if not plain.exists():
        raise UnknownPathError(path)
    return workspace.inside(plain.parent.resolve() / plain.name)


def _files(workspace: Workspace, kinds: Sequence[Kind], wanted: Iterable[Path]) -> list[Path]:
    """Every file under `wanted` that is of some kind, and every file named itself; each once, sorted."""
    found: set[Path] = set()
    for path in wanted:
        if not path.is_dir():
            found.add(path)
            continue
        if path == workspace.root:
            found.add(path / ATTRIBUTES_FILE)  # its absence is a problem too
        named = (workspace.root / name for kind in kinds for name in kind.files)
        found |= {file for file in named if file.is_relative_to(path)}
        for root in dict.fromkeys(workspace.root / kind.root for kind in kinds if kind.root):
            if root.is_relative_to(path) or path.is_relative_to(root):
                found |= {file for file in _walk(max(root, path)) if kind_of(workspace.relative(file), kinds)}
    return sorted(found)


def _walk(top: Path) -> Iterator[Path]:
    """`top` itself if it is a file, else the files below; hidden ones and linked folders are left out."""
    if top.is_file():
        yield top
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))
