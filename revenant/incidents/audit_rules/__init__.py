"""The rules of `audit`, by what they look at. To add one: a file here, a line below, a page, a test case."""

from __future__ import annotations

from typing import Any

from revenant.incidents.audit_rules import (
    changed_line,
    dropped_line,
    fixed_field,
    override_without_role,
    people_changed,
    redaction_without_role,
    removed_log,
    reused_id,
    second_beginning,
    severity_without_role,
    unreadable_addition,
    unreadable_settings,
    unsigned_commit,
    wrong_author,
)
from revenant.incidents.history import Beginning, LogGain, LogLoss, SettingsChange, Signature
from revenant.linting.engine import Rule

LOSS_RULES: dict[str, Rule[LogLoss]] = {
    "AU001": changed_line,
    "AU002": removed_log,
}
REDACTION_RULES: dict[str, Rule[LogLoss]] = {"AU007": redaction_without_role}
GAIN_RULES: dict[str, Rule[LogGain]] = {
    "AU003": wrong_author,
    "AU004": severity_without_role,
    "AU005": override_without_role,
    "AU008": reused_id,
    "AU009": fixed_field,
    "AU010": unreadable_addition,
}
PEOPLE_RULES: dict[str, Rule[SettingsChange]] = {"AU006": people_changed, "AU011": unreadable_settings}
SIGNATURE_RULES: dict[str, Rule[Signature]] = {"AU012": unsigned_commit}
BEGINNING_RULES: dict[str, Rule[Beginning]] = {"AU013": second_beginning}
PUSH_RULES: dict[str, Rule[LogLoss]] = {"AU014": dropped_line}
_OF_LOGS: dict[str, Rule[Any]] = {**LOSS_RULES, **REDACTION_RULES, **GAIN_RULES, **PUSH_RULES}
_OF_COMMITS: dict[str, Rule[Any]] = {**PEOPLE_RULES, **SIGNATURE_RULES, **BEGINNING_RULES}
AUDIT_RULES: dict[str, Rule[Any]] = dict(sorted((_OF_LOGS | _OF_COMMITS).items()))
