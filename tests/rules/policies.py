"""What the budget policy asks for, as a text file: how the cases of SL030 to SL032 are written.

A file of slos/ with comments: `# incident: ID, 30 min` is an impact that ended the day before, `# class: tag X, ID ID`
what several share. `goes on`, `postmortem`, `action: A1` and `failed: A1` after another comma say what came of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from revenant.core.problems import Problem
from revenant.linting.engine import run_rules
from revenant.slos.budgeting.costs import Account, Group
from revenant.slos.budgeting.impacts import Impact, ImpactMeter
from revenant.slos.budgeting.quarters import quarters
from revenant.slos.policing.duties import Written, duties
from revenant.slos.policing.reasons import why
from revenant.slos.policy_rules import POLICY_RULES
from revenant.slos.policy_rules.subject import Owing, PolicySubject
from revenant.slos.slo import Slo
from revenant.slos.spans import Span
from revenant.store.slos import SloStore
from revenant.store.workspace import Workspace
from tests.conftest import SETTINGS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
YESTERDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


def judge(code: str, case: Path, folder: Path) -> Iterator[Problem]:
    """What the rule `code` finds in a case."""
    text = case.read_text(encoding="utf-8")
    impacts = list(_impacts(text))
    slo = _placed(text, case.name, folder)
    account = Account(slo, ImpactMeter(impacts), impacts)
    classes = {name: frozenset(ids) for name, ids in _classes(text)}
    groups = [Group(name, ids, quarters(NOW, UTC)[1]) for name, ids in classes.items()]
    found = duties(account.costs([*account.windows(NOW), *groups], NOW), 0.2, lambda ids: _written(text, ids, classes))
    owing = [Owing(each, each.cost.group.name, why(each)) for each in found]
    return run_rules({code: POLICY_RULES[code]}, PolicySubject(slo.path, text.splitlines(), owing))


def _placed(text: str, name: str, folder: Path) -> Slo:
    (folder / "revenant.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "slos").mkdir(exist_ok=True)
    for old in (folder / "slos").iterdir():
        old.unlink()
    (folder / "slos" / name).write_text(text, encoding="utf-8")
    (slo,) = SloStore(Workspace(folder)).all()
    return slo


def _impacts(text: str) -> Iterator[Impact]:
    for name, minutes in re.findall(r"^# incident: (\S+), (\d+) min", text, re.MULTILINE):
        yield Impact(name, Span(YESTERDAY - timedelta(minutes=int(minutes)), YESTERDAY), 1.0, True)


def _classes(text: str) -> Iterator[tuple[str, list[str]]]:
    for name, ids in re.findall(r"^# class: ([^,]+), ([^,\n]+)", text, re.MULTILINE):
        yield name, ids.split()


def _written(text: str, ids: frozenset[str], classes: dict[str, frozenset[str]]) -> Written:
    """What the line says that is about these incidents."""
    name = next((name for name, own in classes.items() if own == ids), min(ids))
    (line,) = re.findall(rf"^# (?:incident|class): {re.escape(name)},(.*)", text, re.MULTILINE)
    said = [part.strip() for part in line.split(",")]
    return Written(
        ("a.postmortem.md",) if "postmortem" in said else (),
        tuple(part.removeprefix("action: ") for part in said if part.startswith("action: ")),
        tuple(part.removeprefix("failed: ") for part in said if part.startswith("failed: ")),
        "goes on" not in said,
    )
