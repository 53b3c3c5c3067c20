"""The rules for runbooks, by code. To add one: a file here, a line below, a page in docs/rules, a case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.runbooks.rules import (
    changing_in_diagnosis,
    dead_end,
    destructive_command,
    missing_anchor,
    missing_file,
    missing_key,
    missing_prevention,
    missing_section,
    mixed_block,
    not_in_catalogue,
    not_one_title,
    reversible_without_rollback,
    risky_without_rollback,
    secret_literal,
    stub_section,
    unchecked_source,
    unclassified_step,
    uncommon_heading,
    undefined_reference,
    undefined_variable,
    unfit_value,
    unknown_key,
    unreadable_runbook,
    wrong_id,
)
from revenant.runbooks.rules.subject import RunbookSubject

RULES: dict[str, Rule[RunbookSubject]] = {
    "RB001": unreadable_runbook,
    "RB101": missing_section,
    "RB102": missing_prevention,
    "RB103": stub_section,
    "RB104": uncommon_heading,
    "RB105": not_one_title,
    "RB201": missing_key,
    "RB202": unknown_key,
    "RB203": wrong_id,
    "RB204": unfit_value,
    "RB205": not_in_catalogue,
    "RB206": dead_end,
    "RB301": missing_file,
    "RB302": missing_anchor,
    "RB303": undefined_reference,
    "RB401": unclassified_step,
    "RB402": changing_in_diagnosis,
    "RB403": risky_without_rollback,
    "RB404": reversible_without_rollback,
    "RB405": destructive_command,
    "RB406": undefined_variable,
    "RB407": secret_literal,
    "RB408": unchecked_source,
    "RB409": mixed_block,
}
