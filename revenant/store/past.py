"""The record as it was: what the logs said at some commit, read from git's objects, the work tree untouched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from revenant.core.ids import INCIDENT_ID
from revenant.core.times import format_time, parse_time
from revenant.errors import InvalidTimeError, UnknownRevisionError
from revenant.incidents.brief import BULKY
from revenant.incidents.log import Log
from revenant.signals.changes import Change, distinct
from revenant.store.changelog import CHANGES
from revenant.store.git import run_git
from revenant.store.log import parse_log
from revenant.store.objects import read_objects
from revenant.store.places import CHANGES_FOLDER
from revenant.store.progress import shown
from revenant.store.record import Survey, summarise
from revenant.store.workspace import Workspace


class PastLogs:
    """The logs a commit holds."""

    def __init__(self, workspace: Workspace, commit: str) -> None:
        self._root = workspace.root
        self._commit = commit

    @cached_property
    def _blobs(self) -> dict[str, str]:
        """The object of each log, by incident id."""
        files = _files_below(self._root, self._commit, "incidents/")
        return {path.stem: blob for path, blob in files if path.suffix == ".yaml" and INCIDENT_ID.fullmatch(path.stem)}

    def ids(self) -> Iterable[str]:
        """Every incident's id, oldest first."""
        return self._blobs

    def has(self, incident_id: str) -> bool:
        """Whether there was a log of exactly this id."""
        return incident_id in self._blobs

    def matching(self, part: str) -> list[str]:
        """Every id that contains `part`, oldest first."""
        return [known for known in self._blobs if part in known]

    def read(self, incident_id: str) -> Log:
        """The log as it was."""
        blob = self._blobs[incident_id]
        return parse_log(read_objects(self._root, [blob])[blob])

    def survey(self, *, open_only: bool = False, bulky: frozenset[str] = BULKY) -> Survey:
        """Every incident, oldest first, or those that were open; always with all lists."""
        contents = read_objects(self._root, self._blobs.values())
        logs = shown(self._blobs.items(), len(self._blobs), "reading the past")
        everything = [summarise(incident_id, parse_log(contents[blob])) for incident_id, blob in logs]
        wanted = [summary for summary in everything if summary.snapshot.is_open or not open_only]
        return Survey(wanted, len(everything))


def past_changes(workspace: Workspace, commit: str, until: datetime) -> list[Change]:
    """The changes a commit holds that were made until then, oldest first, each once."""
    files = _files_below(workspace.root, commit, f"{CHANGES_FOLDER}/")
    blobs = [blob for path, blob in files if path.suffix == ".yaml"]
    contents = read_objects(workspace.root, blobs).values()
    found = distinct(change for content in contents for change in CHANGES.parse(content).items)
    return sorted((change for change in found if change.at <= until), key=lambda change: (change.at, change.id))


def _files_below(root: Path, commit: str, folder: str) -> list[tuple[PurePosixPath, str]]:
    """The files a commit has there, in the order of their paths, each with its object."""
    told = run_git(root, "ls-tree", "-r", "-z", "--end-of-options", commit, folder).stdout
    rows = (row.split("\t", 1) for row in told.split("\0") if row)
    return sorted((PurePosixPath(name), about.split(" ")[2]) for about, name in rows)


def find_commit(workspace: Workspace, wanted: str, now: datetime) -> tuple[str, datetime]:
    """The commit a revision or a time names, and the time to look from: that time, or the commit's own.

    Raises:
        UnknownRevisionError: there is no such revision, or no commit is that old.
    """
    try:
        at = parse_time(wanted, now)
    except InvalidTimeError:
        return _at_revision(workspace, wanted)
    commit = run_git(workspace.root, "rev-list", "-1", f"--before={format_time(at)}", "HEAD").stdout.strip()
    if not commit:
        raise UnknownRevisionError(wanted)
    return commit, at


def _at_revision(workspace: Workspace, wanted: str) -> tuple[str, datetime]:
    options = ("--verify", "--quiet", "--end-of-options")
    commit = run_git(workspace.root, "rev-parse", *options, f"{wanted}^{{commit}}").stdout.strip()
    commit = commit.removeprefix("--end-of-options").strip()
    if not commit:
        raise UnknownRevisionError(wanted)
    seconds = run_git(workspace.root, "show", "-s", "--format=%ct", commit).stdout.strip()
    return commit, datetime.fromtimestamp(int(seconds), UTC)
