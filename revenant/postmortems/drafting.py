"""What a postmortem template is given: plain data from the snapshot, already escaped as Markdown."""

from __future__ import annotations

import json
import re
from typing import Any

from revenant.core.markdown import code, escape
from revenant.core.settings import Settings
from revenant.core.times import format_duration, format_time
from revenant.incidents.measurements import Outcome, Span, definitions, measure
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.incidents.wording import describe
from revenant.postmortems.regions import region


def draft_context(it: IncidentSnapshot, settings: Settings, owner: str) -> dict[str, Any]:
    """Everything the built-in template uses: strings and lists only, safe to put into Markdown as they are."""
    return {
        "incident": it.id,
        "owner": _yaml_word(owner),
        "title": escape(it.title),
        "facts": region("facts", facts(it, settings)),
        "timeline": region("timeline", timeline(it)),
        "follow_ups": [
            {"number": number, "text": escape(item.text), "owner": escape(item.owner)}
            for number, item in enumerate(it.follow_ups, start=1)
        ],
        "needs_postmortem": bool(settings.targets(it.severity).postmortem),
    }


def _yaml_word(text: str) -> str:
    """`text` as a YAML scalar: plain where it cannot be misread, else quoted as JSON."""
    return text if re.fullmatch(r"[A-Za-z][\w.+-]*(@[\w.-]+)?", text) else json.dumps(text)


def facts(it: IncidentSnapshot, settings: Settings) -> str:
    """The facts table: what, how bad, when, and every measurement with its definition."""
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


def timeline(it: IncidentSnapshot) -> str:
    """One row an event; the footnotes let prose cite each by its id."""
    rows = [
        f"| {format_time(event.at)} | {code(event.id)} | {escape(event.by)} | {escape(describe(event))} |"
        for event in it.events
    ]
    notes = [f"[^{event.id}]: {format_time(event.at)}, {escape(describe(event))}" for event in it.events]
    return "\n".join(["| at (UTC) | event | who | what happened |", "|---|---|---|---|", *rows, "", *notes])


def _time(value: Any) -> str:
    return format_time(value) if value else "not recorded"


def _value(span: Span) -> str:
    recorded = span.outcome is Outcome.RECORDED and span.duration is not None
    return format_duration(span.duration) if recorded and span.duration is not None else span.outcome.value
