"""The rules for runbooks, by code. To add one: a file here, a line below, a page in docs/rules, a case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.runbooks.rules import missing_section, unreadable_runbook
from revenant.runbooks.rules.subject import RunbookSubject

RULES: dict[str, Rule[RunbookSubject]] = {
    "RB001": unreadable_runbook,
    "RB101": missing_section,
}
