"""What `lint` reads: which files of the workspace there are rules for, and each of them as a subject."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from revenant.core.files import MARKDOWN_SUFFIXES
from revenant.core.problems import Level, Problem, in_order
from revenant.core.settings import LintSettings
from revenant.errors import InvalidFileError, OutsideError, UnknownPathError
from revenant.linting.baseline import Known
from revenant.linting.checking import Terms, run_checks
from revenant.linting.selection import Selection
from revenant.postmortems.templating import Engine
from revenant.runbooks.links.following import Reason
from revenant.store.kinds import Area, Kind, kind_of, kinds_in
from revenant.store.rulebook import LINT_RULES
from revenant.store.sharing import is_worth_sharing, share_out
from revenant.store.subjects import ATTRIBUTES_FILE, Context, read_context
from revenant.store.workspace import Workspace

_NOT_PLAIN = "this is a link or a pipe, so no command reads it"
_LINKED_FOLDER = "this folder is a link, so no command reads what is in it"


class Checked(NamedTuple):
    """What was found, what was looked at, and what was not, with the reason."""

    problems: list[Problem]
    checked: list[str]
    unchecked: list[str]


class Linted(NamedTuple):
    """What lint found, what it looked at, and what it did not look at.

    `files`: each file looked at, with its lines where they may be mended; `left_out`: how many had not changed.
    """

    problems: list[Problem]
    checked: list[str]
    unchecked: list[str]
    files: Mapping[str, Sequence[str] | None]
    left_out: int


class Scope(NamedTuple):
    """Which files and rules a run is about; `changed` None: whether they changed or not."""

    paths: Sequence[Path] = ()
    selection: Selection = Selection()
    area: Area | None = None
    changed: Collection[str] | None = None

    @property
    def is_whole(self) -> bool:
        return not self.paths and self.changed is None and self.area is None


def lint(workspace: Workspace, scope: Scope, now: datetime, engine: Callable[[], Engine] | None = None) -> Linted:
    """Check what is in `scope` of the workspace; templates only where `engine` gives what renders them.

    Raises:
        UnknownPathError, OutsideError: a path that cannot be checked.
        InvalidFileError: the disk refuses a file.
    """
    context = read_context(workspace, now)
    context.engine = engine
    named = [_inside(workspace, path) for path in scope.paths] or [workspace.root]
    kinds = kinds_in(context, scope.area, [workspace.relative(path) for path in named])
    files = [(workspace.relative(path), path) for path in _files(workspace, kinds, named)]
    wanted = [(name, path) for name, path in files if scope.changed is None or name in scope.changed]

    def check_some(some: Sequence[tuple[str, Path]]) -> _Gathered:
        run = _Run(context, Terms(scope.selection, LINT_RULES, now.date()))
        for name, path in some:
            run.look_at(name, path, kind_of(name, kinds))
        return run.gathered()

    if is_worth_sharing(path for name, path in wanted if name.endswith(MARKDOWN_SUFFIXES)):
        context.prepare()
        parts = share_out(check_some, wanted)
    else:
        parts = [check_some(wanted)]
    found = _summed_up(parts, kinds, len(files) - len(wanted))
    return found._replace(unchecked=context.missing + found.unchecked)


class _Gathered(NamedTuple):
    """What came of some of the files; `seen` counts them by kind, `files` are those with something to mend."""

    seen: Counter[str]
    problems: list[Problem]
    stray: list[str]
    files: dict[str, Sequence[str] | None]
    unchecked: Counter[Reason]


class _Run:
    """What gathers while file after file is looked at."""

    def __init__(self, context: Context, terms: Terms) -> None:
        self._context, self._terms = context, terms
        self._seen: Counter[Kind] = Counter()
        self._problems: list[Problem] = []
        self._stray: list[str] = []
        self._files: dict[str, Sequence[str] | None] = {}

    def look_at(self, name: str, path: Path, kind: Kind | None) -> None:
        if path.is_dir():
            self._refuse(name, Level.WARNING, _LINKED_FOLDER)
        elif kind is None:
            self._stray.append(f"{name} (no rules for it)")
        elif not _is_plain(path):
            self._refuse(name, Level.ERROR, _NOT_PLAIN)
        else:
            self._seen[kind] += 1
            self._check(name, path, kind)

    def _refuse(self, name: str, level: Level, message: str) -> None:
        if self._terms.selection.runs("IN003"):
            problem = Problem(name, 0, 0, level, "IN003", message, "put the file itself there, or take the link away")
            self._problems.append(self._terms.selection.levelled(problem))

    def _check(self, name: str, path: Path, kind: Kind) -> None:
        if not kind.check:
            return
        try:
            checks = kind.check(self._context, path)
            found = run_checks(checks, self._terms, kind.comments)
        except OSError as error:
            raise InvalidFileError([f"{name}: {error.strerror or error}"]) from None
        self._problems += found
        fixable = kind.comments and any(problem.fix for problem in found)
        self._files[name] = checks[0].subject.rows if fixable else None

    def gathered(self) -> _Gathered:
        seen = Counter[str]()
        for kind, number in self._seen.items():  # ours and others' postmortems are two kinds of one name
            seen[kind.one] += number
        return _Gathered(seen, self._problems, self._stray, self._files, self._context.unchecked)


def _summed_up(parts: Sequence[_Gathered], kinds: Sequence[Kind], left_out: int) -> Linted:
    seen = sum((part.seen for part in parts), Counter[str]())
    unchecked = sum((part.unchecked for part in parts), Counter[Reason]())
    kinds = list({kind.one: kind for kind in reversed(kinds)}.values())[::-1]
    counts = [(kind, _count(kind, seen[kind.one])) for kind in kinds if seen[kind.one]]
    without_rules = [words for kind, words in counts if not kind.check]
    told = [reason.count(number) for reason, number in unchecked.most_common()]
    told += [f"{', '.join(without_rules)} (no rules yet)"] if without_rules else []
    return Linted(
        problems=in_order(problem for part in parts for problem in part.problems),
        checked=[words for kind, words in counts if kind.check],
        unchecked=told + sorted(name for part in parts for name in part.stray),
        files={name: rows for part in parts for name, rows in part.files.items()},
        left_out=left_out,
    )


def _is_plain(path: Path) -> bool:
    """Whether it is no link, pipe or device; .gitattributes may be absent."""
    return not path.is_symlink() and (path.is_file() or not path.exists())


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
        if path == workspace.root and kind_of(ATTRIBUTES_FILE, kinds):
            found.add(path / ATTRIBUTES_FILE)  # its absence is a problem too
        named = (workspace.root / name for kind in kinds for name in kind.files)
        found |= {file for file in named if file.is_relative_to(path)}
        for root in dict.fromkeys(workspace.root / kind.root for kind in kinds if kind.root):
            if root.is_relative_to(path) or path.is_relative_to(root):
                below = _walk(workspace, max(root, path))
                found |= {file for file in below if file.is_dir() or kind_of(workspace.relative(file), kinds)}
    return sorted(found)


def _walk(workspace: Workspace, top: Path) -> Iterator[Path]:
    """`top` itself if it is a file or leads out of the workspace, else the files and linked folders below.

    Nobody enters a linked folder; hidden ones are left out.
    """
    if top.is_file() or not top.resolve().is_relative_to(workspace.root.resolve()):
        yield top
        return
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (path for name in folders if (path := Path(folder, name)).is_symlink())
        yield from (Path(folder, name) for name in names if not name.startswith("."))


# --- what a run is about --------------------------------------------------------------------


def lint_settings(workspace: Workspace) -> LintSettings:
    """What revenant.yaml says of lint; nothing where it cannot be read, which is a problem that lint finds."""
    try:
        return workspace.settings.lint
    except InvalidFileError:
        return LintSettings()


def judges(scope: Scope, found: Linted) -> Callable[[Known], bool]:
    """Whether a known problem would have been found by this run if it were still there."""

    def judged(known: Known) -> bool:
        return scope.selection.runs(known.code) and (known.path in found.files or scope.is_whole)

    return judged
