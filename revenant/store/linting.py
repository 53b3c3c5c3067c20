"""What `lint` reads: which files of the workspace there are rules for, and each of them as a subject."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from revenant.core.problems import Level, Problem, in_order
from revenant.errors import InvalidFileError, OutsideError, UnknownPathError
from revenant.incidents.rules import RULES as LOG_RULES
from revenant.incidents.settings_rules import ATTRIBUTES_RULES, SETTINGS_RULES
from revenant.linting.engine import run_rules
from revenant.signals.change_rules import RULES as CHANGES_RULES
from revenant.signals.rules import RULES as CATALOGUE_RULES
from revenant.store.places import CATALOGUE_FILE, SETTINGS_FILE
from revenant.store.subjects import ATTRIBUTES_FILE, Context, attributes, changes_subject, log_subject, read_context
from revenant.store.workspace import Workspace

_NOT_PLAIN = "this is a link or a pipe, so no command reads it"


class Checked(NamedTuple):
    """What lint found, what it looked at, and what it did not look at, with the reason."""

    problems: list[Problem]
    checked: list[str]
    unchecked: list[str]


class Kind(NamedTuple):
    """One kind of file: its name for one and for many, where it is, how its name ends, and what checks it."""

    one: str
    many: str
    root: str
    suffixes: tuple[str, ...]
    check: Callable[[Context, Path], Iterable[Problem]] | None = None

    def owns(self, name: str) -> bool:
        """Whether the file of this name, relative to the workspace, is of this kind."""
        return (name == self.root or name.startswith(f"{self.root}/")) and name.endswith(self.suffixes)


def lint(workspace: Workspace, paths: Sequence[Path], now: datetime) -> Checked:
    """Check `paths` of the workspace, or all of it.

    Raises:
        UnknownPathError, OutsideError: a path that cannot be checked.
        InvalidFileError: the disk refuses a file.
    """
    context = read_context(workspace, now)
    seen: Counter[Kind] = Counter()
    problems: list[Problem] = []
    stray: list[str] = []
    for path in _files(workspace, [_inside(workspace, path) for path in paths] or [workspace.root]):
        name = workspace.relative(path)
        kind = kind_of(name)
        if kind is None:
            stray.append(f"{name} (no rules for it)")
        elif not _is_plain(path):
            problems.append(Problem(name, 0, 0, Level.ERROR, "IN003", _NOT_PLAIN))
        else:
            seen[kind] += 1
            problems += _check(kind, context, path)
    return _summed_up(problems, seen, stray)


def kind_of(name: str) -> Kind | None:
    """The kind of the file of this name, relative to the workspace."""
    return next((kind for kind in KINDS if kind.owns(name)), None)


def _is_plain(path: Path) -> bool:
    """Whether it is no link, pipe or device; .gitattributes may be absent."""
    return not path.is_symlink() and (path.is_file() or not path.exists())


def _check(kind: Kind, context: Context, path: Path) -> Iterable[Problem]:
    try:
        return list(kind.check(context, path)) if kind.check else []
    except OSError as error:
        raise InvalidFileError([f"{context.workspace.relative(path)}: {error.strerror or error}"]) from None


def _summed_up(problems: list[Problem], seen: Counter[Kind], stray: list[str]) -> Checked:
    checked = [_count(kind, seen[kind]) for kind in KINDS if seen[kind] and kind.check]
    unchecked = [_count(kind, seen[kind]) for kind in KINDS if seen[kind] and not kind.check]
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


def _files(workspace: Workspace, wanted: Iterable[Path]) -> list[Path]:
    """Every file under `wanted` that is of some kind, and every file named itself; each once, sorted."""
    found: set[Path] = set()
    for path in wanted:
        if not path.is_dir():
            found.add(path)
            continue
        if path == workspace.root:
            found.add(path / ATTRIBUTES_FILE)  # its absence is a problem too
        for root in dict.fromkeys(workspace.root / kind.root for kind in KINDS):
            if root.is_relative_to(path) or path.is_relative_to(root):
                found |= {file for file in _walk(max(root, path)) if kind_of(workspace.relative(file))}
    return sorted(found)


def _walk(top: Path) -> Iterator[Path]:
    """`top` itself if it is a file, else the files below; hidden ones and linked folders are left out."""
    if top.is_file():
        yield top
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


# --- what checks them -----------------------------------------------------------------------


def _check_settings(context: Context, path: Path) -> Iterator[Problem]:
    return run_rules(SETTINGS_RULES, context.settings)


def _check_catalogue(context: Context, path: Path) -> Iterator[Problem]:
    return run_rules(CATALOGUE_RULES, context.catalogue)


def _check_log(context: Context, path: Path) -> Iterator[Problem]:
    return run_rules(LOG_RULES, log_subject(context.workspace.relative(path), path.read_bytes(), context))


def _check_changes(context: Context, path: Path) -> Iterator[Problem]:
    return run_rules(CHANGES_RULES, changes_subject(context.workspace.relative(path), path.read_bytes(), context))


def _check_attributes(context: Context, path: Path) -> Iterator[Problem]:
    return run_rules(ATTRIBUTES_RULES, attributes(context.workspace))


KINDS = (
    Kind(SETTINGS_FILE, SETTINGS_FILE, SETTINGS_FILE, ("",), _check_settings),
    Kind(CATALOGUE_FILE, CATALOGUE_FILE, CATALOGUE_FILE, ("",), _check_catalogue),
    Kind(ATTRIBUTES_FILE, ATTRIBUTES_FILE, ATTRIBUTES_FILE, ("",), _check_attributes),
    Kind("incident log", "incident logs", "incidents", (".yaml", ".yml"), _check_log),
    Kind("postmortem", "postmortems", "incidents", (".postmortem.md",)),
    Kind("runbook", "runbooks", "runbooks", (".md",)),
    Kind("change log", "change logs", "changes", (".yaml", ".yml"), _check_changes),
    Kind("SLO", "SLOs", "slos", (".yaml",)),
    Kind("on-call file", "on-call files", "oncall", (".yaml",)),
)
