"""Events and postmortems that are in files but not yet in a commit: found, mended and committed together."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.core.ids import INCIDENT_ID
from revenant.store.changelog import CHANGES
from revenant.store.drills import DRILLS
from revenant.store.lock import write_lock
from revenant.store.log import mend_log
from revenant.store.overrides import OVERRIDES
from revenant.store.pending import Pending
from revenant.store.places import (
    CHANGES_FOLDER,
    CHANGES_MARK,
    OVERRIDES_FILE,
    OVERRIDES_MARK,
    drills_mark,
    drills_name,
    log_places,
)
from revenant.store.workspace import Workspace


def log_paths(workspace: Workspace) -> list[str]:
    """Where append-only logs lie, named from the root of the repository."""
    inner = os.path.relpath(workspace.root.resolve(), workspace.repository.root.resolve())
    return [(PurePosixPath(inner) / name).as_posix() for name in log_places(workspace.runbooks_folder)]


def find_loose(workspace: Workspace, *, postmortems: bool = True) -> list[Path]:
    """Logs, and postmortems if wanted, that differ from the last commit or are not in it."""
    repository = workspace.repository
    paths = [repository.root / name for name in repository.uncommitted(*map(Path, log_paths(workspace)))]
    kept = [path for path in paths if _is_log(workspace, path) or (postmortems and _is_postmortem(path))]
    return [path for path in kept if path.is_file() and not path.is_symlink()]


def _is_log(workspace: Workspace, path: Path) -> bool:
    """Whether it is one of our logs; whatever else people keep in these folders is theirs to commit."""
    if path.is_relative_to(workspace.incidents_folder):
        return INCIDENT_ID.fullmatch(path.stem) is not None and path.suffix == ".yaml"
    return path.suffix == ".yaml" and not path.name.startswith(".")


def _is_postmortem(path: Path) -> bool:
    return path.name.startswith("INC-") and path.name.endswith(POSTMORTEM_SUFFIX)


def save_loose(workspace: Workspace, *, postmortems: bool = True) -> list[Path]:
    """Commit them all at once, under the lock. Returns their paths.

    Raises:
        RepositoryLockedError, CommitFailedError: the files keep their content.
    """
    with write_lock(workspace.repository.private):
        return commit_loose(workspace, postmortems=postmortems)


def commit_loose(workspace: Workspace, *, postmortems: bool = True) -> list[Path]:
    """The same; the caller holds the lock."""
    paths = find_loose(workspace, postmortems=postmortems)
    if paths:
        workspace.repository.require_unlocked()
        for path in paths:
            _mend(workspace, path)
        workspace.repository.commit(paths, _message(paths), new=True)
        Pending(workspace.repository.private / "pending").clear([*incident_ids(paths), *_marks(workspace, paths)])
    return paths


def _mend(workspace: Workspace, path: Path) -> None:
    torn = workspace.repository.private / "torn"
    if path.is_relative_to(workspace.root / CHANGES_FOLDER):
        CHANGES.mend(path, torn)
    elif _is_drills(workspace, path):
        DRILLS.mend(path, torn)
    elif path == workspace.root / OVERRIDES_FILE:
        OVERRIDES.mend(path, torn)
    elif path.suffix == ".yaml":
        mend_log(path, torn)


def _marks(workspace: Workspace, paths: list[Path]) -> list[str]:
    """How logs of changes, drills and overrides are marked as not committed."""
    folder = workspace.root / CHANGES_FOLDER
    inner = [path.relative_to(folder).with_suffix("") for path in paths if path.is_relative_to(folder)]
    drills = [drills_mark(workspace.runbooks_folder)] if any(_is_drills(workspace, each) for each in paths) else []
    overrides = [OVERRIDES_MARK] if workspace.root / OVERRIDES_FILE in paths else []
    return [*(f"{CHANGES_MARK}{'-'.join(each.parts)}" for each in inner), *drills, *overrides]


def _is_drills(workspace: Workspace, path: Path) -> bool:
    return path == workspace.root / drills_name(workspace.runbooks_folder)


def incident_ids(paths: list[Path]) -> list[str]:
    """The incidents that logs and postmortems belong to."""
    return sorted({path.name.split(".")[0] for path in paths if path.name.startswith("INC-")})


def _message(paths: list[Path]) -> str:
    """One incident in the subject; several one a line below it."""
    ids = incident_ids(paths)
    if not ids:
        return "Changes, drills and overrides"
    if len(ids) == 1:
        return f"{ids[0]}: events not committed before"
    return f"Events of {len(ids)} incidents\n\n" + "\n".join(ids)
