"""How SLOs stood a moment ago, kept beside the repository: so that `show` and `status` read no data at every call.

Derived and disposable, as the index is. What was kept of an SLO is right while a minute is not over, its documents and
its data have the size, time and inode they had, and so have the logs of the incidents that are about it. Data too
large to be read in between is left to whoever asks for it: until then the last answer is told, with its time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from revenant import __version__
from revenant.slos.concerning import slos_of
from revenant.slos.telling.glance import Glance
from revenant.store.kept import QUIET_NS, Stat, replace_quietly
from revenant.store.places import SETTINGS_FILE, incident_path
from revenant.store.workspace import Workspace

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.slos.budgeting.standing import Standing

NAME, FOLDER = "slos.glances", "slos"
FRESH = timedelta(minutes=1)
LARGE = 4_000_000  # bytes of data that take a third of a second to read
Stats = dict[str, Stat]


class _Entry(msgspec.Struct, array_like=True):
    """One SLO: when it was looked at, its data and the logs that are about it as they were, and what was found."""

    at: datetime
    data: Stats
    logs: Stats
    glances: list[Glance]


class _Kept(msgspec.Struct, array_like=True):
    """Which version kept it, the documents as they were, the names of all SLOs in them, and what was found of each."""

    made_by: str
    documents: Stats
    names: list[str]
    entries: dict[str, _Entry]


class Seen(NamedTuple):
    """What is known of the SLOs asked for; those in `unread` have more data than is read at a glance."""

    glances: list[Glance]
    unread: list[str]


class SloGlances:
    """The SLOs of a workspace at a glance; `incidents` are asked for only if something must be computed."""

    def __init__(self, workspace: Workspace, now: datetime, incidents: Callable[[], list[IncidentSnapshot]]) -> None:
        self._workspace, self._now, self._incidents = workspace, now, incidents
        self._place = workspace.repository.private / NAME
        documents, self._data = _files(workspace.root)
        self._known = _load(self._place, documents) or _Kept(__version__, documents, _names(workspace), {})

    def look(self, names: Iterable[str] | None = None, about: str = "") -> Seen:
        """How these SLOs stand, or all; `about` is the incident whose part in it is wanted up to date."""
        known = self._known
        wanted = known.names if names is None else [name for name in names if name in known.names]
        old = [name for name in wanted if not self._is_fresh(name, about)]
        if old and sum(stat[0] for name in old for stat in self._data_of(name).values()) <= LARGE:
            self._compute(old)
        found = [glance for name in wanted if name in known.entries for glance in known.entries[name].glances]
        return Seen(found, [name for name in wanted if name not in known.entries])

    def keep(self, found: Iterable[Standing], incidents: Sequence[IncidentSnapshot]) -> None:
        """Keep what was computed of all objectives of some SLOs, for the next one who asks."""
        from revenant.slos.telling.glancing import glance_of

        glances: dict[str, list[Glance]] = {}
        for each in found:
            glances.setdefault(each.slo.name, []).append(glance_of(each))
        for name, kept in glances.items():
            logs = [self._log(it.id) for it in incidents if name in slos_of(it)]
            self._known.entries[name] = _Entry(self._now, self._data_of(name), _stats(logs), kept)
        _save(self._place, self._known)

    def _compute(self, names: Sequence[str]) -> None:
        from revenant.slos.burning.rates import burn_windows
        from revenant.store.slos import SloStore
        from revenant.store.standings import stand

        slos = [slo for slo in SloStore(self._workspace).all() if slo.name in names]
        incidents, burns = self._incidents(), burn_windows(self._workspace.settings.slos)
        self.keep(stand(self._workspace, slos, incidents, self._now, burns), incidents)

    def _is_fresh(self, name: str, about: str) -> bool:
        entry = self._known.entries.get(name)
        if entry is None or not timedelta() <= self._now - entry.at < FRESH or entry.data != self._data_of(name):
            return False
        return (not about or self._log(about) in entry.logs) and entry.logs == _stats(entry.logs)

    def _data_of(self, name: str) -> Stats:
        """The files of data that may be of this SLO: those whose name begins with its."""
        return {path: stat for path, stat in self._data.items() if Path(path).name.startswith(f"{name}.")}

    def _log(self, incident: str) -> str:
        return str(incident_path(self._workspace.root, incident))


def _names(workspace: Workspace) -> list[str]:
    from revenant.store.slos import SloStore

    return [slo.name for slo in SloStore(workspace).all()]


def _files(root: Path) -> tuple[Stats, Stats]:
    """The settings and all documents, and all files of data."""
    folder = str(root / FOLDER)
    found = _stats(
        [str(root / SETTINGS_FILE), *(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)]
    )
    data = {path: stat for path, stat in found.items() if path.startswith(os.path.join(folder, "data", ""))}
    return {path: stat for path, stat in found.items() if path not in data}, data


def _stats(paths: Iterable[str]) -> Stats:
    """Size, time and inode of each that is there."""
    found: Stats = {}
    for path in paths:
        with suppress(OSError):
            stat = os.stat(path)
            found[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


def _load(place: Path, documents: Stats) -> _Kept | None:
    """What was kept by this version, of these very documents."""
    try:
        there = msgspec.msgpack.decode(place.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return there if (there.made_by, there.documents) == (__version__, documents) else None


def _save(place: Path, known: _Kept) -> None:
    """Keep it, but not where a file was young when it was looked at."""
    limit = time.time_ns() - QUIET_NS

    def is_quiet(stats: Stats) -> bool:
        return all(stat[1] < limit for stat in stats.values())

    if is_quiet(known.documents):
        quiet = {name: each for name, each in known.entries.items() if is_quiet(each.data) and is_quiet(each.logs)}
        replace_quietly(place, msgspec.msgpack.encode(_Kept(known.made_by, known.documents, known.names, quiet)))
