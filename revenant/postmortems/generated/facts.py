"""The facts table: what, how bad, when, and every measurement with its definition."""

from __future__ import annotations

from revenant.core.markdown import escape
from revenant.core.times import format_duration
from revenant.incidents.measurements import Outcome, Span, definitions, measure
from revenant.postmortems.generated.cells import NOT_RECORDED, table, time
from revenant.postmortems.generated.material import Material


def write(material: Material) -> str:
    """One row a fact; what nobody recorded says so."""
    it, settings = material.incident, material.settings
    rows = [
        ("Incident", it.id),
        ("Severity", str(it.severity or NOT_RECORDED)),
        ("Status", str(it.status)),
        ("Services", ", ".join(it.services) or "none named"),
        ("Environment", it.environment or NOT_RECORDED),
        ("Start of impact", time(it.started_at)),
        ("Detected", time(it.detected_at)),
        ("Acknowledged", time(it.acknowledged_at)),
        ("Mitigated", time(it.mitigated_at)),
        ("Resolved", time(it.resolved_at)),
        ("Commander", it.commander or "nobody was named"),
        ("Responders", ", ".join(it.responders) or "none recorded"),
    ]
    known = definitions(settings.measurements)
    words = {definition.name: definition.definition for definition in known}
    rows += [(f"{span.name} ({words[span.name]})", _value(span)) for span in measure(it, known)]
    return table(["", ""], [(escape(label), escape(value)) for label, value in rows])


def _value(span: Span) -> str:
    recorded = span.outcome is Outcome.RECORDED and span.duration is not None
    return format_duration(span.duration) if recorded and span.duration is not None else span.outcome.value
