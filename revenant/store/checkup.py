"""The checkup behind `doctor`: is this workspace fit to be written to in the middle of the night?"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from revenant.core.text import how_many
from revenant.errors import RevenantError
from revenant.store.git import run_git
from revenant.store.incidents import IncidentStore
from revenant.store.loose import find_loose, save_loose
from revenant.store.workspace import Workspace
from revenant.store.worktree import WorkTreeLogs

OLDEST_GIT = (2, 26)
_PATTERNS = {"GIT_LITERAL_PATHSPECS": "0"}  # check-ignore refuses to run otherwise


class Health(StrEnum):
    GOOD = "ok"
    WARNING = "warning"
    BAD = "problem"


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    health: Health
    detail: str
    hint: str = ""


def check_up(workspace: Workspace) -> Iterator[Finding]:
    """Look at everything a write depends on; every check runs even when an earlier one failed."""
    for what, check in CHECKS.items():
        try:
            yield check(workspace)._replace(what=what)
        except RevenantError as error:
            yield Finding(what, Health.BAD, error.message, error.hint)


def _good(detail: str) -> Finding:
    return Finding("", Health.GOOD, detail)


def _python(_: Workspace) -> Finding:
    return _good(f"{platform.python_implementation()} {platform.python_version()}")


def _git(_: Workspace) -> Finding:
    words = run_git(Path.cwd(), "--version").stdout.split()
    version = tuple(int(part) for part in words[2].split(".")[:2]) if len(words) > 2 else (0, 0)
    if version < OLDEST_GIT:
        return Finding("", Health.BAD, f"git {words[2:3]} is too old", "2.26 or newer is needed")
    return _good(f"git {words[2]}")


def _identity(workspace: Workspace) -> Finding:
    who = workspace.repository.identity()
    roles = ", ".join(sorted(workspace.settings.roles(who.email))) or "no role"
    return _good(f"{who.name} <{who.email}>, {roles}")


def _settings(workspace: Workspace) -> Finding:
    settings = workspace.settings
    people = "1 person" if len(settings.people) == 1 else f"{len(settings.people)} people"
    return _good(f"{people} listed, {how_many(len(settings.teams), 'team')}, commit: {settings.commit}")


def _catalogue(workspace: Workspace) -> Finding:
    return _good(how_many(len(workspace.catalogue.services), "service"))


def _union_merge(workspace: Workspace) -> Finding:
    from revenant.incidents.settings_rules.logs_not_merged import check
    from revenant.store.subjects import attributes

    lacking = list(check(attributes(workspace, workspace.runbooks_folder)))
    if not lacking:
        return _good("event logs merge by union")
    hints = (f".gitattributes: {finding.hint}" for finding in lacking)
    return Finding("", Health.BAD, "; ".join(finding.message for finding in lacking), "; ".join(hints))


def _head(workspace: Workspace) -> Finding:
    if workspace.repository.is_detached:
        return Finding("", Health.WARNING, "HEAD is detached: commits are on no branch", "git switch -c NAME")
    return _good("on a branch")


def _lock(workspace: Workspace) -> Finding:
    lock = workspace.repository.git_dir / "index.lock"
    if lock.exists():
        return Finding("", Health.WARNING, f"{lock} exists", "another git is at work; if none is, remove that file")
    return _good("no lock is held")


def _logs(workspace: Workspace) -> Finding:
    said: list[str] = []
    count = sum(1 for _ in IncidentStore(workspace, warn=said.append).histories())
    if said:
        return Finding("", Health.BAD, "; ".join(said), "`revenant lint` shows each line")
    return _good(f"{how_many(count, 'incident')}, every line readable")


def _drills(workspace: Workspace) -> Finding:
    from revenant.store.drills import DrillStore

    said: list[str] = []
    store = DrillStore(workspace, said.append)
    name, count = workspace.relative(store.path), len(store.entries)
    if said:
        return Finding("", Health.BAD, "; ".join(said), f"`revenant lint {name}` shows each line")
    return _good(f"{how_many(count, 'line')} in {name}, each readable")


def _committed(workspace: Workspace) -> Finding:
    loose = [workspace.relative(path) for path in find_loose(workspace)]
    if not loose:
        return _good("every event is committed")
    return Finding("", Health.WARNING, f"not committed: {', '.join(loose[:5])}", "`revenant doctor --fix` commits them")


def _ignored(workspace: Workspace) -> Finding:
    sample = workspace.relative(workspace.incidents_folder / "2026" / "01" / "INC-20260101-00000.yaml")
    told = run_git(workspace.root, "check-ignore", "--no-index", "-v", "--", sample, extra=_PATTERNS).stdout.strip()
    if told:
        rule = told.split("\t")[0]
        return Finding(
            "", Health.BAD, f"git ignores event logs ({rule})", "take that rule out, or they are never committed"
        )
    return _good("git does not ignore event logs")


def _plain_files(workspace: Workspace) -> Finding:
    strange = WorkTreeLogs(workspace).strange()
    if strange:
        names = ", ".join(workspace.relative(path) for path in strange[:5])
        return Finding("", Health.BAD, f"named like a log but no plain file: {names}", "put the log itself there")
    return _good("every log is a plain file")


def _index(workspace: Workspace) -> Finding:
    from revenant.store.index import ask_index

    count = ask_index(workspace, lambda index: index.survey(open_only=True).total)
    if count is None:
        return Finding(
            "", Health.WARNING, "there can be no index; every answer reads the files", "see what .git/revenant says"
        )
    return _good(f"fresh, {how_many(count, 'incident')}")


CHECKS: dict[str, Callable[[Workspace], Finding]] = {
    "python": _python,
    "git": _git,
    "settings": _settings,
    "services": _catalogue,
    "identity": _identity,
    "merging": _union_merge,
    "branch": _head,
    "locks": _lock,
    "ignored": _ignored,
    "files": _plain_files,
    "logs": _logs,
    "drills": _drills,
    "commits": _committed,
    "index": _index,
}


def commit_left(workspace: Workspace) -> list[str]:
    """Commit what an earlier failure left uncommitted, and let git tidy up. Returns the names of what was committed."""
    paths = save_loose(workspace)
    workspace.repository.tidy()
    return [workspace.relative(path) for path in paths]


def rebuild_index(workspace: Workspace) -> str:
    """Throw the index away and build it anew; says what came of it."""
    from revenant.store.index import ask_index, discard

    discard(workspace)
    count = ask_index(workspace, lambda index: index.survey(open_only=True).total)
    return "it cannot be written" if count is None else how_many(count, "incident")
