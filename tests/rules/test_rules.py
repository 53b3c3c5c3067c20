"""Every rule finds what it is for, in tests/rules/CODE/bad*, exactly as expected.txt says, and nothing in ok*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from revenant.core.problems import Problem, in_order
from revenant.core.settings import Settings
from revenant.incidents.audit_rules import AUDIT_RULES
from revenant.incidents.rules import RULES as LOG_RULES
from revenant.incidents.settings_rules import ATTRIBUTES_RULES, LEVELS_RULES, SETTINGS_RULES
from revenant.incidents.settings_rules.unknown_rule import Levels
from revenant.linting.engine import Rule, run_rules
from revenant.linting.rules import RULES as SUPPRESSION_RULES
from revenant.postmortems.region_rules import REGION_RULES
from revenant.postmortems.rules import RULES as POSTMORTEM_RULES
from revenant.postmortems.settings_rules import RULES as POSTMORTEM_SETTINGS_RULES
from revenant.postmortems.template_rules import TEMPLATE_RULES
from revenant.render.problems_text import render
from revenant.signals.catalogue import Catalogue
from revenant.signals.change_rules import RULES as CHANGES_RULES
from revenant.signals.rules import RULES as CATALOGUE_RULES
from revenant.slos.policy_rules import POLICY_RULES
from revenant.store.rulebook import every_rule
from revenant.store.subjects import Context, attributes, changes_subject, document, log_subject
from revenant.store.workspace import Workspace
from tests.conftest import ROOT, SERVICES, SETTINGS, git
from tests.rules import oncall, policies, postmortems, runbooks, slos, suppressions, templates
from tests.rules.changes import judge
from tests.rules.oncall import ONCALL
from tests.rules.runbooks import RUNBOOKS
from tests.rules.slos import SLOS

HERE = Path(__file__).parent
PAGES = ROOT / "docs" / "rules"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEADINGS = ["## What it finds", "## Why it matters", "## Example", "## How to mend it"]
POSTMORTEMS: dict[str, Rule[Any]] = {**POSTMORTEM_RULES, **REGION_RULES}
EVERY: dict[str, Rule[Any]] = {
    **LOG_RULES,
    **SETTINGS_RULES,
    **LEVELS_RULES,
    **POSTMORTEM_SETTINGS_RULES,
    **ATTRIBUTES_RULES,
    **CATALOGUE_RULES,
    **CHANGES_RULES,
    **dict(sorted(RUNBOOKS.items())),
    **dict(sorted({**POSTMORTEMS, **TEMPLATE_RULES}.items())),
    **SLOS,
    **POLICY_RULES,
    **ONCALL,
    **SUPPRESSION_RULES,
    **AUDIT_RULES,
}

WITH_WORKSPACE: tuple[tuple[dict[str, Rule[Any]], Callable[[str, Path, Path], Iterable[Problem]]], ...] = (
    (SUPPRESSION_RULES, suppressions.judge),
    (POSTMORTEMS, postmortems.judge),
    (TEMPLATE_RULES, templates.judge),
    (RUNBOOKS, runbooks.judge),
    (SLOS, slos.judge),
    (POLICY_RULES, policies.judge),
    (ONCALL, oncall.judge),
)


def problems(code: str, case: Path, folder: Path) -> list[Problem]:
    """What the rule `code` finds in the file `case`; `folder` is a git repository to put it into."""
    content = case.read_bytes()
    found: Iterable[Problem]
    if judge_file := next((judge_file for rules, judge_file in WITH_WORKSPACE if code in rules), None):
        found = judge_file(code, case, folder)
    elif code in (of_settings := {**SETTINGS_RULES, **POSTMORTEM_SETTINGS_RULES}):
        found = run_rules({code: of_settings[code]}, document("revenant.yaml", content, Settings))
    elif code in LEVELS_RULES:
        settings = document("revenant.yaml", content, Settings)
        found = run_rules({code: LEVELS_RULES[code]}, Levels(settings, EVERY))
    elif code in CATALOGUE_RULES:
        found = run_rules({code: CATALOGUE_RULES[code]}, document("services.yaml", content, Catalogue))
    elif code in CHANGES_RULES:
        said = re.search(r"^# path: (.+)$", content.decode(), re.MULTILINE)
        name = said[1] if said else "changes/2026/11/23.yaml"
        found = run_rules({code: CHANGES_RULES[code]}, changes_subject(name, content, known()))
    elif code in AUDIT_RULES:
        found = judge(code, content.decode())
    elif code in ATTRIBUTES_RULES:
        git(folder, "init", "-q")
        (folder / ".gitattributes").write_bytes(content)
        found = run_rules({code: ATTRIBUTES_RULES[code]}, attributes(Workspace(folder), "runbooks"))
    else:
        found = run_rules(
            {code: LOG_RULES[code]}, log_subject(log_name(content.decode(errors="replace")), content, known())
        )
    return in_order(found)


def log_name(text: str) -> str:
    """Where a log stands: where its last comment says, else where its id belongs."""
    said = re.search(r"^# path: (.+)$", text, re.MULTILINE)
    declared = re.search(r"^id: INC-(\d{4})(\d\d)(\S+)", text, re.MULTILINE)
    year, month, rest = declared.groups() if declared else ("2026", "11", "23-7F3K9")
    return said[1] if said else f"incidents/{year}/{month}/INC-{year}{month}{rest}.yaml"


def known() -> Context:
    """A workspace that knows the services and environments of the suite."""
    settings = document("revenant.yaml", f"{SETTINGS}environments: [production, staging]\n".encode(), Settings)
    return Context(Workspace(HERE), settings, document("services.yaml", SERVICES.encode(), Catalogue), NOW)


@pytest.mark.parametrize("code", EVERY)
def test_rule_finds_what_it_is_for(code: str, tmp_path: Path, update_golden: bool) -> None:
    expected = HERE / code / "expected.txt"
    found = ""
    for case in sorted((HERE / code).glob("bad*")):
        these = problems(code, case, tmp_path)
        assert these, f"{code} finds nothing in {case.name}"
        found += f"== {case.name}\n{render(these)}"
    if update_golden:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", EVERY)
def test_rule_is_silent_on_what_is_right(code: str, tmp_path: Path) -> None:
    cases = sorted((HERE / code).glob("ok*"))
    assert cases
    for case in cases:
        assert problems(code, case, tmp_path) == []


def test_log_cases_that_are_right_are_right_for_every_rule() -> None:
    for code in LOG_RULES:
        for case in (HERE / code).glob("ok*"):
            content = case.read_bytes()
            found = list(run_rules(LOG_RULES, log_subject(log_name(content.decode()), content, known())))
            assert [problem for problem in found if problem.level != "info"] == [], case


def test_every_rule_has_a_page_and_a_case_and_nothing_else_has() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(EVERY)
    assert {case.name for case in HERE.iterdir() if re.fullmatch(r"[A-Z]+\d+", case.name)} == set(EVERY)


@pytest.mark.parametrize("code", EVERY)
def test_registry_module_and_page_agree(code: str) -> None:
    rule = EVERY[code]
    assert code == rule.CODE
    assert rule.__name__.rpartition(".")[2] == rule.NAME.replace("-", "_")  # type: ignore[attr-defined]
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {code} {rule.NAME}\n\n{rule.LEVEL.capitalize()}. {rule.SUMMARY}\n")
    assert re.findall(r"^## .+$", page, re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("code", EVERY)
def test_example_of_the_page_is_real_output(code: str) -> None:
    example = re.search(r"```text\n(.+?)```", (PAGES / f"{code}.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    assert example[1] in (HERE / code / "expected.txt").read_text(encoding="utf-8")


def test_overview_lists_every_rule() -> None:
    listed = re.findall(
        r"^\| \[(\w+)\]\(\1\.md\) \| (\S+) \|", (PAGES / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed == [(code, rule.NAME) for code, rule in EVERY.items()]


def test_the_rulebook_holds_every_rule() -> None:
    assert every_rule() == EVERY
