"""Cases of the rules for templates: one file in postmortem_templates of a small workspace, really rendered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from revenant.core.problems import Problem
from revenant.core.settings import Settings
from revenant.linting.engine import run_rules
from revenant.postmortems.template_rules import TEMPLATE_RULES
from revenant.render import drafts
from revenant.store.template_trials import TemplateTrials
from revenant.store.workspace import Workspace


def judge(code: str, case: Path, folder: Path) -> Iterator[Problem]:
    """What the rule `code` finds in the template `case`."""
    path = folder / case.stem / "postmortem_templates" / case.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.read_bytes())
    trials = TemplateTrials(Workspace(path.parent.parent), Settings(schema="revenant/workspace@1"), drafts)
    return run_rules({code: TEMPLATE_RULES[code]}, trials.subject_at(path))
