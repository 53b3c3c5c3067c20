"""Cases of the rules for runbooks: one file in a small workspace, with what its case puts around it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from revenant.core.problems import Problem
from revenant.linting.checking import Terms
from revenant.linting.engine import Rule, run_rules
from revenant.linting.selection import Selection
from revenant.runbooks.coverage_rules import CLAIM_RULES, RULE_FILE_RULES
from revenant.runbooks.rules import DRILL_RULES, RULES
from revenant.store.rulebook import LINT_RULES
from revenant.store.subjects import drills_subject, read_context, runbook_subject
from revenant.store.workspace import Workspace
from tests.conftest import SERVICES, SETTINGS, git

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RUNBOOKS: dict[str, Rule[Any]] = {**RULES, **RULE_FILE_RULES, **CLAIM_RULES, **DRILL_RULES}


def judge(code: str, case: Path, folder: Path) -> Iterator[Problem]:
    """What the rule `code` finds in the runbook, the log of drills or the file of alert rules `case`."""
    if code in DRILL_RULES:
        return run_rules({code: DRILL_RULES[code]}, drills_subject("runbooks/drills.yaml", case.read_bytes()))
    if code not in RULES:
        return judge_coverage(code, case, folder)
    root, path = placed(case, folder)
    return run_rules({code: RULES[code]}, runbook_subject(path, read_context(Workspace(root), NOW)))


def judge_coverage(code: str, case: Path, folder: Path) -> Iterator[Problem]:
    """What the rule `code` finds in the file of alert rules, or the runbook, `case`, and in what is around it."""
    root, _ = placed(case, folder)
    terms = Terms(Selection(), LINT_RULES, NOW.date())
    found = read_context(Workspace(root), NOW).coverer.problems(terms)
    return (problem for problem in found if problem.code == code)


def placed(case: Path, folder: Path) -> tuple[Path, Path]:
    """A workspace with `case` in it, where its comment `path:` says or in runbooks/; rules of alerts in rules/.

    A folder `around` beside the case is the rest of the workspace; a revenant.yaml in it adds to the suite's.
    What a folder `then` holds is known to git, as if it had once been committed.
    """
    root = folder / case.stem
    around = case.parent / "around"
    if around.is_dir():
        shutil.copytree(around, root)
    root.mkdir(exist_ok=True)
    _remember(case.parent / "then", root)
    own = root / "revenant.yaml"
    own.write_text(SETTINGS + (own.read_text(encoding="utf-8") if own.exists() else ""), encoding="utf-8")
    (root / "services.yaml").write_text(SERVICES, encoding="utf-8")
    said = re.search(rb"^<!-- path: (.+) -->$", case.read_bytes(), re.MULTILINE)
    usual = "runbooks" if case.suffix == ".md" else "rules"
    path = root / (said[1].decode() if said else f"{usual}/{case.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.read_bytes())
    return root, path


def _remember(then: Path, root: Path) -> None:
    """Make the workspace a repository that holds these files as objects."""
    if then.is_dir():
        git(root, "init", "-q")
        for old in sorted(then.iterdir()):
            git(root, "hash-object", "-w", "--no-filters", str(old))
