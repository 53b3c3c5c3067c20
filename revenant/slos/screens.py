"""What is said of SLOs, as blocks."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.core.tables import Block, Column, Shown, Table, Value
from revenant.slos.standing import Standing


def status_blocks(found: Iterable[Standing]) -> list[Block]:
    """A row an objective."""
    columns = [
        Column("slo", "slo"),
        Column("objective", "objective"),
        Column("allowed", "allowed", right=True),
        Column("spent", "spent", right=True),
        Column("left", "remaining", right=True),
        Column("left of it", "remaining_share", right=True),
    ]
    return [Table("Error budgets", columns, [_row(each) for each in found], key="budgets")]


def _row(each: Standing) -> list[Value]:
    whole, left = each.budget, each.budget.remaining_share
    return [
        each.slo.name,
        each.objective.name,
        float(whole.allowed),
        whole.spent,
        whole.remaining,
        None if left is None else Shown(left, f"{left:.1%}".replace("%", " %")),
    ]
