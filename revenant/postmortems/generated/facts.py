"""The facts table: what, how bad, when, and every measurement with its definition."""

from __future__ import annotations

from datetime import datetime

from revenant.core.markdown import escape
from revenant.core.times import format_duration, format_time
from revenant.incidents.measurements import Outcome, Span, definitions, measure
from revenant.postmortems.generated.material import Material


def write(material: Material) -> str:
    """One row a fact; what nobody recorded says so."""
    it, settings = material.incident, material.settings
    rows = [
        ("Incident", it.id),
        ("Severity", str(it.severity or "not recorded")),
        ("Status", str(it.status)),
        ("Services", ", ".join(it.services) or "none named"),
        ("Environment", it.environment or "not recorded"),
        ("Start of impact", _time(it.started_at)),
        ("Detected", _time(it.detected_at)),
        ("Acknowledged", _time(it.acknowledged_at)),
        ("Mitigated", _time(it.mitigated_at)),
        ("Resolved", _time(it.resolved_at)),
        ("Commander", it.commander or "nobody was named"),
        ("Responders", ", ".join(it.responders) or "none recorded"),
    ]
    table = definitions(settings.measurements)
    words = {definition.name: definition.definition for definition in table}
    rows += [(f"{span.name} ({words[span.name]})", _value(span)) for span in measure(it, table)]
    lines = ["| | |", "|---|---|", *(f"| {escape(label)} | {escape(value)} |" for label, value in rows)]
    return "\n".join(lines)


def _time(value: datetime | None) -> str:
    return format_time(value) if value else "not recorded"


def _value(span: Span) -> str:
    recorded = span.outcome is Outcome.RECORDED and span.duration is not None
    return format_duration(span.duration) if recorded and span.duration is not None else span.outcome.value
