"""The rules for coverage, by code: of files of alert rules, and of what runbooks claim."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.runbooks.coverage_rules import (
    alert_without_runbook,
    contested_alert,
    dead_runbook_url,
    templated_runbook_url,
    unknown_alert,
    unreadable_alert_rules,
)
from revenant.runbooks.coverage_rules.subject import ClaimSubject, RuleFileSubject

RULE_FILE_RULES: dict[str, Rule[RuleFileSubject]] = {
    "RB600": unreadable_alert_rules,
    "RB601": alert_without_runbook,
    "RB603": dead_runbook_url,
    "RB604": templated_runbook_url,
}
CLAIM_RULES: dict[str, Rule[ClaimSubject]] = {
    "RB602": unknown_alert,
    "RB605": contested_alert,
}
