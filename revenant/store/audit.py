"""Audit: walks history once and judges what every commit did to the record, by the roles its parents had."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import PurePath

from revenant.core.problems import in_order
from revenant.core.settings import Settings
from revenant.store.blobs import Blobs, TimeLimit
from revenant.store.judge import Judge, Place
from revenant.store.linting import Checked
from revenant.store.progress import shown
from revenant.store.walk import ask, shallow_edge, walk
from revenant.store.workspace import Workspace


def audit(
    place: Place,
    revisions: Sequence[str],
    limit: TimeLimit,
    *,
    signatures: bool = False,
    outer: Settings | None = None,
) -> Checked:
    """Judge every commit of `revisions`. `outer` are the settings of a server that has a workspace already.

    Raises:
        GitFailedError: there is no such range.
        AuditTimeoutError: it took too long.
    """
    edge = shallow_edge(place.folder)
    judge = Judge(place, Blobs(place.folder, limit), edge, outer, signatures=signatures)
    steps = walk(place.folder, revisions, place.paths, limit, signatures=signatures)
    total = _count(place, revisions) if sys.stderr.isatty() else 0
    problems = [problem for step in shown(steps, total, "auditing") for problem in judge.step(step)]
    return Checked(in_order(problems), judge.checked(), judge.unchecked())


def audit_workspace(workspace: Workspace, revisions: str, *, signatures: bool, seconds: float | None) -> Checked:
    """Judge the history of the workspace around us.

    Raises:
        GitFailedError, AuditTimeoutError.
    """
    top = workspace.repository.root
    inner = os.path.relpath(workspace.root.resolve(), top.resolve())
    place = Place(top, "" if inner == "." else PurePath(inner).as_posix(), workspace.runbooks_folder)
    with TimeLimit(seconds) as limit:
        return audit(place, ["--end-of-options", revisions], limit, signatures=signatures)


def _count(place: Place, revisions: Sequence[str]) -> int:
    told = ask(place.folder, "rev-list", "--count", *revisions).strip()
    return int(told) if told.isdigit() else 0
