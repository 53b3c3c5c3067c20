"""Cases of the rules for slos/: one file in a small workspace, with what its case puts around it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from revenant.core.problems import Problem
from revenant.linting.engine import Rule, run_rules
from revenant.slos.data_rules import DATA_RULES
from revenant.slos.rules import ADJUSTMENT_RULES, RULES
from revenant.store.subjects import adjustments_subject, measured_subject, read_context, slo_subject
from revenant.store.workspace import Workspace
from tests.conftest import SERVICES, SETTINGS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_ALL: dict[str, Rule[Any]] = {**RULES, **ADJUSTMENT_RULES, **DATA_RULES}
SLOS = dict(sorted(_ALL.items()))


def judge(code: str, case: Path, folder: Path) -> Iterator[Problem]:
    """What the rule `code` finds in the file `case`."""
    root, path = placed(case, folder)
    context = read_context(Workspace(root), NOW)
    if code in ADJUSTMENT_RULES:
        return run_rules({code: ADJUSTMENT_RULES[code]}, adjustments_subject(path.read_bytes(), context))
    if code in DATA_RULES:
        return run_rules({code: DATA_RULES[code]}, measured_subject(path, context))
    return run_rules({code: RULES[code]}, slo_subject(path, context))


def placed(case: Path, folder: Path) -> tuple[Path, Path]:
    """A workspace with `case` in it, where its comment `path:` says, or in slos/, or slos/data if it is no document.

    `around` beside it is the rest.
    """
    root = folder / case.stem
    folder_of = {".yaml": "slos", ".csv": "slos/data", ".json": "slos/data"}
    around = case.parent / "around"
    if around.is_dir():
        shutil.copytree(around, root)
    (root / "slos").mkdir(parents=True, exist_ok=True)
    (root / "revenant.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "services.yaml").write_text(SERVICES, encoding="utf-8")
    said = re.search(rb"^# path: (.+)$", case.read_bytes(), re.MULTILINE)
    path = root / (said[1].decode() if said else f"{folder_of[case.suffix]}/{case.name}")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(case.read_bytes())
    return root, path
