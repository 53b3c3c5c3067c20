"""The rules of lint and audit as a list."""

from __future__ import annotations

from typing import Any

from revenant.core.tables import Column, Table
from revenant.linting.engine import Rule, Rules


def rules_table(rules: Rules) -> Table:
    """One line a rule."""
    columns = [
        Column("rule", "code"),
        Column("name", "name"),
        Column("level", "level"),
        Column("finds", "summary", wide=True),
    ]
    return Table("", columns, [[rule.CODE, rule.NAME, rule.LEVEL.value, rule.SUMMARY] for rule in rules.values()], [])


def rule_data(rule: Rule[Any]) -> dict[str, Any]:
    """What `runbook rule --json` says of one."""
    return {"code": rule.CODE, "name": rule.NAME, "level": rule.LEVEL.value, "summary": rule.SUMMARY}
