"""Cases of the rules for suppressions: a runbook in a small workspace, checked by all of its rules and then by one."""

from __future__ import annotations

from pathlib import Path

from revenant.core.problems import Problem
from revenant.linting.checking import Check, Terms, run_checks
from revenant.linting.selection import Selection
from revenant.linting.suppression import Syntax
from revenant.runbooks.rules import RULES
from revenant.store.rulebook import LINT_RULES
from revenant.store.subjects import read_context, runbook_subject
from revenant.store.workspace import Workspace
from tests.conftest import SERVICES, SETTINGS
from tests.rules.runbooks import NOW


def judge(code: str, case: Path, folder: Path) -> list[Problem]:
    """What the rule `code` finds in the runbook `case`."""
    root = folder / case.stem
    (root / "runbooks").mkdir(parents=True)
    (root / "revenant.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "services.yaml").write_text(SERVICES, encoding="utf-8")
    path = root / "runbooks" / case.name
    path.write_bytes(case.read_bytes())
    subject = runbook_subject(path, read_context(Workspace(root), NOW))
    rules = {known: RULES[known] for known in ("RB001", "RB101")}
    found = run_checks([Check(rules, subject)], Terms(Selection(), LINT_RULES, NOW.date()), Syntax.MARKDOWN)
    return [problem for problem in found if problem.code == code]
