"""The priority of an action item: how bad it would be if it came back, and how likely that is.

One matrix decides, so that nobody argues about a number; a workspace may put other words into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revenant.core.settings import PostmortemSettings
from revenant.core.tables import Column, Table, Value
from revenant.postmortems.actions.item import ActionItem

LEVELS = ("high", "medium", "low")
DEFAULT: dict[str, dict[str, str]] = {
    "high": {"high": "P0", "medium": "P1", "low": "P2"},
    "medium": {"high": "P1", "medium": "P2", "low": "P3"},
    "low": {"high": "P2", "medium": "P3", "low": "P3"},
}


def priority_of(item: ActionItem, settings: PostmortemSettings) -> str:
    """The word the matrix has for it; empty where impact or likelihood are not said, or said in other words."""
    impact, likelihood = (item.fields.get(name, "").lower() for name in ("impact", "likelihood"))
    return _cell(settings, impact, likelihood)


def matrix(settings: PostmortemSettings) -> dict[str, dict[str, str]]:
    """Impact → likelihood → priority; cells that revenant.yaml leaves out keep the default."""
    return {impact: {likelihood: _cell(settings, impact, likelihood) for likelihood in LEVELS} for impact in LEVELS}


def _cell(settings: PostmortemSettings, impact: str, likelihood: str) -> str:
    own: Mapping[Any, Mapping[Any, str]] = settings.priorities
    return own.get(impact, {}).get(likelihood) or DEFAULT.get(impact, {}).get(likelihood, "")


def priorities(settings: PostmortemSettings) -> list[str]:
    """Every priority there is, the most urgent first."""
    cells = [
        (LEVELS.index(impact) + LEVELS.index(likelihood), word)
        for impact, row in matrix(settings).items()
        for likelihood, word in row.items()
    ]
    return list(dict.fromkeys(word for _, word in sorted(cells, key=lambda cell: cell[0])))


def matrix_table(settings: PostmortemSettings) -> Table:
    """The matrix, for people and machines."""
    columns = [Column("impact", "impact"), *(Column(f"likelihood {level}", level) for level in LEVELS)]
    rows: list[list[Value]] = [[impact, *row.values()] for impact, row in matrix(settings).items()]
    return Table("Priority, by impact and likelihood", columns, rows)
