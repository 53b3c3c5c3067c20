"""The rules for change logs, by code. To add one: a file here, a line below, a page in docs/rules, a test case."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.signals.change_rules import (
    changed_environment_unknown,
    changed_service_unknown,
    changes_conflict,
    changes_header,
    future_change,
    invalid_change,
    repeated_change,
    torn_change,
    unreadable_change,
    wrong_day,
)
from revenant.signals.change_rules.subject import ChangesSubject

RULES: dict[str, Rule[ChangesSubject]] = {
    "CH001": changes_header,
    "CH002": unreadable_change,
    "CH003": invalid_change,
    "CH004": changes_conflict,
    "CH005": torn_change,
    "CH006": repeated_change,
    "CH007": future_change,
    "CH008": wrong_day,
    "CH009": changed_service_unknown,
    "CH010": changed_environment_unknown,
}
