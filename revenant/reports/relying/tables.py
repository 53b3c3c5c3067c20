"""The tables of what services and classes of incidents cost: budgets first, and beside them what else it was."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.core.tables import Block, Column, Table, Value
from revenant.reports.relying.figures import SPANS, Figures, by_effort, by_return, rank_by
from revenant.reports.wording import share
from revenant.slos.budgeting.costs import Cost
from revenant.slos.telling.percents import share as budget_share

MOST = 15
_NONE = {
    "service": "No service had an incident, and none promised anything.",
    "class": "No two incidents share an alert, a cause or a tag that tells them from most others.",
}


def cost_tables(title: str, name: str, found: Sequence[Figures], top: str) -> list[Block]:
    """Two tables in the same order; `name` is what a row is, `top` the word for the top priority."""
    if not found:
        return [Table(title, [Column(name, name)], [], [_NONE[name]], key=f"{name}_costs")]
    return [_budgets(title, name, found), _others(f"{title}: what else it cost", name, found, top)]


def _budgets(title: str, name: str, found: Sequence[Figures]) -> Table:
    """What a class spent is always what its incidents spent, so that it needs no column for that."""
    own = [Column("by incidents", "incidents_share", right=True)] if name == "service" else []
    columns = [
        Column("rank", "rank", right=True),
        Column(name, name),
        Column("n", "n", right=True),
        Column("budget spent", "spent_share", right=True),
        *own,
        Column("of", "slo", wide=True),
    ]
    rows: list[list[Value]] = [
        [
            rank,
            each.name,
            len(each.incidents),
            budget_share(each.share),
            *([budget_share(each.own.share) if each.own else None] if own else []),
            _named(each.cost) if each.cost else "",
        ]
        for rank, each in enumerate(found[:MOST], start=1)
    ]
    notes = [f"{len(found) - MOST} more are not shown."] if len(found) > MOST else []
    return Table(title, columns, rows, notes, key=f"{name}_costs")


def _named(cost: Cost) -> str:
    """The SLO, and which objective where it has several."""
    return cost.slo.name if len(cost.slo.objectives) == 1 else f"{cost.slo.name}, {cost.objective.name}"


def _others(title: str, name: str, found: Sequence[Figures], top: str) -> Table:
    columns = [
        Column(name, name),
        Column("effort", "effort", right=True),
        Column("n", "logged", right=True),
        *(Column(f"back in {days} d", f"back_{days}", right=True) for days in SPANS),
        Column(f"open {top}", "open", right=True),
        Column("n", "urgent", right=True),
        Column("by effort", "rank_by_effort", right=True),
        Column("by return", "rank_by_return", right=True),
    ]
    ranks = zip(rank_by(found, by_effort), rank_by(found, by_return), strict=True)
    rows: list[list[Value]] = [
        [
            each.name,
            each.effort,
            each.logged,
            *(share(returned, n) for n, returned in each.back),
            each.open,
            each.urgent,
            *others,
        ]
        for each, others in zip(found[:MOST], ranks, strict=False)
    ]
    return Table(title, columns, rows, key=f"{name}_others")
