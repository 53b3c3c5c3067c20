"""SLOs as people and machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Column, Table, Value
from revenant.slos.slo import Objective, Slo
from revenant.slos.window import Window


def slo_table(slos: Sequence[tuple[Slo, str]]) -> Table:
    """One line an SLO; beside each the file of its measured values, or nothing."""
    columns = [
        Column("slo", "name"),
        Column("service", "service", at_most=20),
        Column("window", "window"),
        Column("method", "method"),
        Column("objectives", "objectives", at_most=40),
        Column("measured in", "values"),
        Column("title", "title", wide=True),
    ]
    rows: list[list[Value]] = [
        [slo.name, slo.service, _window(slo.window), slo.method, _objectives(slo), _measured(slo, values), slo.title]
        for slo, values in slos
    ]
    return Table("", columns, rows, [] if rows else ["There are no SLOs; docs/how-to/slos.md shows one."])


def slo_data(slo: Slo, values: str) -> dict[str, Any]:
    """What `slo list --json` says of one."""
    window = slo.window
    return {
        "name": slo.name,
        "title": slo.title,
        "description": slo.description,
        "service": slo.service,
        "path": slo.path,
        "line": slo.line,
        "labels": slo.labels,
        "method": slo.method,
        "window": {
            "duration": window.text,
            "rolling": window.is_rolling,
            "start": window.start.isoformat() if window.start else None,
            "timezone": window.zone if window.start else None,
        },
        "objectives": [_objective_data(each) for each in slo.objectives],
        "values": values or None,
        "queries": _has_query(slo),
    }


def _objective_data(it: Objective) -> dict[str, Any]:
    return {
        "name": it.name,
        "target": it.target,
        "slice_target": it.slice_target,
        "slice_window_seconds": it.slice_window.total_seconds() if it.slice_window else None,
        "op": it.op or None,
        "value": it.value,
    }


def _window(window: Window) -> str:
    return window.text if window.is_rolling else f"{window.text} ({window.zone})"


def _objectives(slo: Slo) -> str:
    return ", ".join(
        f"{each.name} ({each.percent})" if each.percent != each.name else each.name for each in slo.objectives
    )


def _measured(slo: Slo, values: str) -> str:
    return values or ("a query alone" if _has_query(slo) else "recorded impact alone")


def _has_query(slo: Slo) -> bool:
    return slo.indicator.has_query or any(each.indicator and each.indicator.has_query for each in slo.objectives)
