"""Incidents for other programs: a flat table of one row each, and JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from revenant.core.settings import ExtraMeasurement
from revenant.core.tables import Column, Table, Value
from revenant.core.text import escape_json
from revenant.incidents.measurements import Span, definitions, measure
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.render.json import snapshot_data

_FIELDS = (
    "id", "title", "status", "canonical_status", "severity", "services", "environment", "tags", "contested",
    "commander", "communications", "responders", "started_at", "detected_at", "acknowledged_at", "mitigated_at",
    "resolved_at", "closed_at", "impact_ended_at", "in_retrospect", "effort_minutes", "source",
)  # fmt: skip


def incidents_table(incidents: Iterable[IncidentSnapshot], extra: list[ExtraMeasurement]) -> Table:
    """One row an incident; each measurement has its outcome, and its seconds where it was recorded."""
    table = definitions(extra)
    columns = [Column(name, name) for name in _FIELDS]
    for measurement in table:
        slug = measurement.name.lower().replace(" ", "_")
        columns += [Column(f"{slug}_{part}", f"{slug}_{part}") for part in ("outcome", "seconds")]
    return Table("", columns, [_row(it, measure(it, table)) for it in incidents])


def _row(it: IncidentSnapshot, spans: list[Span]) -> list[Value]:
    cells = [_cell(it.status.canonical if name == "canonical_status" else getattr(it, name)) for name in _FIELDS]
    for span in spans:
        cells += [span.outcome.value, span.duration]
    return cells


def _cell(value: Value | list[str]) -> Value:
    """Lists joined by semicolons, truth in JSON's words, absent text empty."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(value)
    return None if value == "" else value


def json_lines(incidents: Iterable[IncidentSnapshot], extra: list[ExtraMeasurement]) -> Iterator[str]:
    """Each incident with its events on a line of its own."""
    for it in incidents:
        yield escape_json(msgspec.json.encode(snapshot_data(it, extra)).decode()) + "\n"
