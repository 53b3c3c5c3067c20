"""Where things lie in a workspace, found by names alone: nothing is read, and little is imported."""

from __future__ import annotations

import os
import re
from pathlib import Path

from revenant.core.ids import INCIDENT_ID

SETTINGS_FILE = "revenant.yaml"
CATALOGUE_FILE = "services.yaml"
CHANGES_FOLDER = "changes"
TEMPLATES_FOLDER = "postmortem_templates"
SLOS_FOLDER = "slos"
SLO_SUFFIXES = (".yaml", ".yml")
ADJUSTMENTS_FILE = f"{SLOS_FOLDER}/adjustments.yaml"
ONCALL_FOLDER = "oncall"
ONCALL_SUFFIXES = (".yaml", ".yml")
OVERRIDES_FILE = f"{ONCALL_FOLDER}/overrides.yaml"
OVERRIDES_MARK = "oncall-overrides"
CHANGES_MARK = "changes-"
_DRILLS_MARK = "drills-"
HANDOFFS_FOLDER = f"{ONCALL_FOLDER}/handoffs"
_PAGE_MARK = "page-"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def find_root(start: Path) -> Path | None:
    """The folder around `start` that holds a revenant.yaml, or None."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None)


def incident_path(root: Path, incident_id: str) -> Path:
    """Where the log of an incident is, or would be."""
    date = incident_id.split("-")[1]
    return root / "incidents" / date[:4] / date[4:6] / f"{incident_id}.yaml"


def changes_path(root: Path, day: str) -> Path:
    """Where the changes of a day, 2026-11-23, are or would be."""
    year, month, date = day.split("-")
    return root / CHANGES_FOLDER / year / month / f"{date}.yaml"


def log_path(root: Path, name: str) -> Path:
    """The log of this name: an incident's id, `changes-2026-11-23`, `drills-` and the folder of runbooks, …"""
    if name == OVERRIDES_MARK:
        return root / OVERRIDES_FILE
    if name.startswith(_DRILLS_MARK):
        return root / drills_name(name.removeprefix(_DRILLS_MARK).replace("%2F", "/").replace("%25", "%"))
    if name.startswith(_PAGE_MARK):
        return root / name.removeprefix(_PAGE_MARK).replace("%2F", "/").replace("%25", "%")
    day = name.removeprefix(CHANGES_MARK)
    return incident_path(root, name) if day == name else changes_path(root, day)


def drills_name(folder: str) -> str:
    """The log of the drills of the runbooks in `folder`, from the workspace's root."""
    return f"{folder}/drills.yaml"


def drills_mark(folder: str) -> str:
    """How that log is marked as being written to: a name without a slash."""
    return _DRILLS_MARK + folder.replace("%", "%25").replace("/", "%2F")


def page_mark(name: str) -> str:
    """How a page that is committed together with logs is marked as being written: a name without a slash."""
    return _PAGE_MARK + name.replace("%", "%25").replace("/", "%2F")


def log_places(runbooks: str) -> tuple[str, ...]:
    """Where all append-only logs are, from the workspace's root; `runbooks` is the folder of runbooks."""
    return ("incidents", CHANGES_FOLDER, drills_name(runbooks), OVERRIDES_FILE)


def is_slo_file(name: str) -> bool:
    """Whether the file of this name, from the workspace's root, may hold SLOs: neither adjustments nor values do."""
    inside = name.startswith(f"{SLOS_FOLDER}/") and not name.startswith(f"{SLOS_FOLDER}/data/")
    return inside and name.endswith(SLO_SUFFIXES) and name != ADJUSTMENTS_FILE


def slo_paths(root: Path) -> list[Path]:
    """Every file that may hold SLOs, by name."""
    folder = root / SLOS_FOLDER
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return [path for path in found if is_slo_file(path.relative_to(root).as_posix()) and path.is_file()]


def is_oncall_file(name: str) -> bool:
    """Whether the file of this name, from the workspace's root, may hold schedules and escalation policies."""
    return name.startswith(f"{ONCALL_FOLDER}/") and name.endswith(ONCALL_SUFFIXES) and name != OVERRIDES_FILE


def oncall_paths(root: Path) -> list[Path]:
    """Every file that may hold schedules and escalation policies, by name."""
    folder = root / ONCALL_FOLDER
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return [path for path in found if is_oncall_file(path.relative_to(root).as_posix()) and path.is_file()]


def change_days(root: Path) -> list[str]:
    """The days there are changes of, oldest first; links are not followed."""
    found: list[str] = []
    for month in month_folders(root / CHANGES_FOLDER):
        prefix = "-".join(month.split(os.sep)[-2:])
        files = [entry.name for entry in os.scandir(month) if entry.is_file(follow_symlinks=False)]
        days = sorted(f"{prefix}-{name[:-5]}" for name in files if name.endswith(".yaml"))
        found += [day for day in days if _DAY.fullmatch(day)]
    return found


def month_folders(top: Path) -> list[str]:
    """The folders that hold logs, oldest first."""
    return [month for year in _folders(str(top)) for month in _folders(year)]


def matching_ids(incidents: Path, part: str, *, newest: int | None = None) -> list[str]:
    """Ids that contain `part` and have a log, oldest first; at most the `newest` if so asked."""
    found: list[str] = []
    for month in reversed(month_folders(incidents)):
        stems = (name[:-5] for name in os.listdir(month) if name.endswith(".yaml") and part in name[:-5])
        wanted = sorted(
            stem for stem in stems if INCIDENT_ID.fullmatch(stem) and os.path.isfile(f"{month}/{stem}.yaml")
        )
        found += reversed(wanted)
        if newest is not None and len(found) >= newest:
            return found[newest - 1 :: -1]
    return found[::-1]


def _folders(folder: str) -> list[str]:
    try:
        return sorted(entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return []
