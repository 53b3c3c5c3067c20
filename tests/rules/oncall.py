"""Cases of the rules for oncall/: one file in a small workspace, with what its case puts around it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from revenant.core.problems import Problem
from revenant.linting.engine import Rule, run_rules
from revenant.oncall.handing.rules import RULES as HANDOFF_RULES
from revenant.oncall.rules import OVERRIDES_RULES, RULES
from revenant.store.subjects import handoff_subject, oncall_subject, overrides_subject, read_context
from revenant.store.workspace import Workspace
from tests.conftest import SERVICES, SETTINGS, git

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONCALL: dict[str, Rule[Any]] = {**RULES, **OVERRIDES_RULES, **HANDOFF_RULES}


def judge(code: str, case: Path, folder: Path) -> Iterator[Problem]:
    """What the rule `code` finds in the file `case`; what lies in `committed` beside it is the last commit."""
    root = folder / case.stem
    is_page = code in HANDOFF_RULES
    path = root / "oncall" / ("handoffs/2026" if is_page else "") / case.name
    path.parent.mkdir(parents=True)
    (root / "revenant.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "services.yaml").write_text(SERVICES, encoding="utf-8")
    before = case.parent / "committed"
    if before.is_dir():
        shutil.copy(before / "schedule.yaml", path)
        git(root, "init", "-q")
        git(root, "add", "-A")
        git(root, "-c", "user.name=Ana", "-c", "user.email=ana@example.com", "commit", "-qm", "before")
    path.write_bytes(case.read_bytes())
    context = read_context(Workspace(root), NOW)
    if is_page:
        return run_rules({code: HANDOFF_RULES[code]}, handoff_subject(path, context))
    if code in OVERRIDES_RULES:
        return run_rules({code: OVERRIDES_RULES[code]}, overrides_subject(case.read_bytes(), context))
    return run_rules({code: RULES[code]}, oncall_subject(path, context))
