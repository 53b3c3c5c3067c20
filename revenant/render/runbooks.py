"""Runbooks as people and machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Column, Table, Value
from revenant.runbooks.document import Runbook


def runbook_table(runbooks: Sequence[Runbook]) -> Table:
    """One line a runbook."""
    columns = [
        Column("runbook", "id"),
        Column("status", "status"),
        Column("owner", "owner"),
        Column("services", "services", at_most=30),
        Column("alerts", "alerts", at_most=40),
        Column("title", "title", wide=True),
    ]
    rows: list[list[Value]] = [
        [it.id, _status(it), _owner(it), ", ".join(it.services), ", ".join(_alerts(it)), it.title] for it in runbooks
    ]
    return Table("", columns, rows, [] if runbooks else ["There are no runbooks."])


def runbook_data(it: Runbook) -> dict[str, Any]:
    """What `runbook list --json` says of one."""
    return {
        "id": it.id,
        "path": it.path,
        "title": it.title,
        "native": it.is_native,
        "status": _status(it),
        "owner": _owner(it),
        "services": it.services,
        "alerts": _alerts(it),
        "sections": [section.value for section in dict.fromkeys(passage.kind for passage in it.passages)],
        "steps": len(it.steps),
    }


def _status(it: Runbook) -> str | None:
    return it.matter.status if it.matter else None


def _owner(it: Runbook) -> str | None:
    return (it.matter.owner if it.matter else "") or None


def _alerts(it: Runbook) -> list[str]:
    return [claim.alert for claim in it.claims]
