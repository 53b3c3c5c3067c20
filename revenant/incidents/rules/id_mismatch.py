"""IN002: file name, folder and header must name the same incident, or commands do not find it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from revenant.core.ids import INCIDENT_ID
from revenant.core.problems import Level
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN002"
NAME = "id-mismatch"
LEVEL = Level.ERROR
SUMMARY = "Name, folder and header do not say the same incident."

_RENAME = "`git log --follow -p` shows which of them was first; use git mv, or restore the line"


def check(subject: LogSubject) -> Iterator[Finding]:
    path = PurePosixPath(subject.path)
    if path.suffix != ".yaml" or not INCIDENT_ID.fullmatch(path.stem):
        yield Finding(0, 0, f"{path.name!r} is not named INC-YYYYMMDD-XXXXX.yaml, so no command reads it", _RENAME)
        return
    if subject.log.id and subject.log.id != path.stem:
        yield Finding(2, 5, f"the log says {subject.log.id!r}, its file name says {path.stem}", _RENAME)
    folder = _folder(path.stem)
    if folder is None:
        yield Finding(0, 0, f"{path.stem} carries a date that does not exist", _RENAME)
    elif path.parent.as_posix() != folder:
        yield Finding(0, 0, f"{path.stem} belongs in {folder}, so no command finds it here", f"git mv it to {folder}/")


def _folder(incident_id: str) -> str | None:
    try:
        datetime.strptime(incident_id[4:12], "%Y%m%d")
        return f"incidents/{incident_id[4:8]}/{incident_id[8:10]}"
    except ValueError:
        return None
