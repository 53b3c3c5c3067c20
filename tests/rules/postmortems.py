"""Cases of the rules for postmortems: one file in a small workspace, with what its case puts around it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from revenant.core.problems import Problem
from revenant.linting.engine import run_rules
from revenant.postmortems.region_rules import REGION_RULES
from revenant.postmortems.region_rules.subject import RegionsSubject
from revenant.postmortems.rules import RULES
from revenant.store.postmortem_rendering import Renderer
from revenant.store.record import Record
from revenant.store.subjects import postmortem_subject, read_context
from revenant.store.workspace import Workspace
from revenant.store.worktree import WorkTreeLogs
from tests.conftest import SERVICES, SETTINGS, git

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = Path(__file__).parent


def judge(code: str, case: Path, folder: Path) -> Iterator[Problem]:
    """What the rule `code` finds in the postmortem `case`."""
    root, path = placed(case, folder)
    if code not in RULES:
        return judge_regions(code, root, path)
    return run_rules({code: RULES[code]}, postmortem_subject(path, read_context(Workspace(root), NOW)))


def judge_regions(code: str, root: Path, path: Path) -> Iterator[Problem]:
    """What `postmortem check` finds by the rule `code`."""
    git(root, "init", "-q")
    workspace = Workspace(root)
    found = Renderer(workspace, Record(WorkTreeLogs(workspace), warn=lambda _: None)).look(path.name.partition(".")[0])
    return run_rules({code: REGION_RULES[code]}, RegionsSubject(found.postmortem, found.regions))


def placed(case: Path, folder: Path) -> tuple[Path, Path]:
    """A workspace with `case` in it, beside the log of its incident if its front matter names one.

    A log `incident.yaml` beside the case is that of its incident, else the one of the sample in this folder is. A file
    `revenant.yaml` beside the case adds to the suite's settings. With a comment `path:` it stands there, without a log.
    """
    root = folder / case.stem
    root.mkdir(exist_ok=True)
    own = case.parent / "revenant.yaml"
    (root / "revenant.yaml").write_text(SETTINGS + (own.read_text(encoding="utf-8") if own.exists() else ""))
    (root / "services.yaml").write_text(SERVICES, encoding="utf-8")
    said = re.search(r"^incident: (INC-(\d{4})(\d\d)\S+)", case.read_text(encoding="utf-8"), re.MULTILINE)
    elsewhere = re.search(r"^<!-- path: (.+) -->$", case.read_text(encoding="utf-8"), re.MULTILINE)
    if elsewhere or not said:
        path = root / (elsewhere[1] if elsewhere else f"postmortems/{case.name}")
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        path = root / "incidents" / said[2] / said[3] / f"{said[1]}.postmortem.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        log = case.parent / "incident.yaml"
        shutil.copy(log if log.exists() else HERE / "postmortem-incident.yaml", path.with_name(f"{said[1]}.yaml"))
    path.write_bytes(case.read_bytes())
    return root, path
