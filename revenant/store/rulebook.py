"""Every rule by its code, and the page that explains it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from revenant.incidents.rules import RULES as LOG_RULES
from revenant.incidents.settings_rules import ATTRIBUTES_RULES, LEVELS_RULES, SETTINGS_RULES
from revenant.linting.engine import Rule
from revenant.linting.errors import UnknownRuleError
from revenant.linting.rules import RULES as SUPPRESSION_RULES
from revenant.linting.selection import near_codes
from revenant.oncall.handing.rules import RULES as HANDOFF_RULES
from revenant.oncall.rules import OVERRIDES_RULES
from revenant.oncall.rules import RULES as ONCALL_RULES
from revenant.postmortems.region_rules import REGION_RULES
from revenant.postmortems.rules import RULES as POSTMORTEM_RULES
from revenant.postmortems.settings_rules import RULES as POSTMORTEM_SETTINGS_RULES
from revenant.postmortems.template_rules import TEMPLATE_RULES
from revenant.runbooks.coverage_rules import CLAIM_RULES, RULE_FILE_RULES
from revenant.runbooks.rules import DRILL_RULES
from revenant.runbooks.rules import RULES as RUNBOOK_RULES
from revenant.signals.change_rules import RULES as CHANGES_RULES
from revenant.signals.rules import RULES as CATALOGUE_RULES
from revenant.slos.data_rules import DATA_RULES
from revenant.slos.policy_rules import POLICY_RULES
from revenant.slos.rules import ADJUSTMENT_RULES
from revenant.slos.rules import RULES as SLO_RULES

LINT_RULES: dict[str, Rule[Any]] = {
    **LOG_RULES,
    **SETTINGS_RULES,
    **LEVELS_RULES,
    **POSTMORTEM_SETTINGS_RULES,
    **ATTRIBUTES_RULES,
    **CATALOGUE_RULES,
    **CHANGES_RULES,
    **RUNBOOK_RULES,
    **RULE_FILE_RULES,
    **CLAIM_RULES,
    **DRILL_RULES,
    **POSTMORTEM_RULES,
    **TEMPLATE_RULES,
    **REGION_RULES,
    **SLO_RULES,
    **POLICY_RULES,
    **ADJUSTMENT_RULES,
    **DATA_RULES,
    **ONCALL_RULES,
    **OVERRIDES_RULES,
    **HANDOFF_RULES,
    **SUPPRESSION_RULES,
}


def every_rule() -> dict[str, Rule[Any]]:
    """The rules of lint and of audit."""
    from revenant.incidents.audit_rules import AUDIT_RULES

    return {**LINT_RULES, **AUDIT_RULES}


def rule_page(code: str) -> str:
    """The page of the rule `code`, in Markdown.

    Raises:
        UnknownRuleError: there is no such rule.
    """
    from importlib.resources import files

    if code.upper() not in (known := every_rule()):
        raise UnknownRuleError(code, near_codes(code, known))
    package = files("revenant")
    page = package / "rule_pages" / f"{code.upper()}.md"  # the wheel; a checkout has them in docs
    if not page.is_file():
        page = Path(str(package)).parent / "docs" / "rules" / f"{code.upper()}.md"
    return page.read_text(encoding="utf-8")
