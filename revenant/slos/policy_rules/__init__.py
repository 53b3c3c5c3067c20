"""The rules for the budget policy, by code; `slo policy` runs them. To add one: as for any rule."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.slos.policy_rules import (
    costly_class_without_plan,
    costly_without_postmortem,
    costly_without_urgent_action,
)
from revenant.slos.policy_rules.subject import PolicySubject

POLICY_RULES: dict[str, Rule[PolicySubject]] = {
    "SL030": costly_without_postmortem,
    "SL031": costly_without_urgent_action,
    "SL032": costly_class_without_plan,
}
