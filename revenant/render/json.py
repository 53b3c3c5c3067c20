"""JSON: snapshots and tables in the shape docs/formats.md promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from revenant.core.settings import ExtraMeasurement, Settings
from revenant.core.tables import Block, Chart, Facts, Heading, Note, Table
from revenant.core.text import escape_json
from revenant.core.times import format_time
from revenant.incidents.corrections import order
from revenant.incidents.deadlines import deadlines
from revenant.incidents.events import AnyEvent, UnknownEvent, to_data
from revenant.incidents.measurements import definitions, measure
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.render.values import for_machines


def render_json(value: Any) -> str:
    """Indented JSON in which nothing is raw that a terminal might obey."""
    document = msgspec.json.format(msgspec.json.encode(value, enc_hook=_encode), indent=2)
    return escape_json(document.decode())


def _encode(value: Any) -> Any:
    return value.total_seconds() if isinstance(value, timedelta) else str(value)


def snapshot_data(
    it: IncidentSnapshot, extra: list[ExtraMeasurement] | None = None, *, events: bool = True
) -> dict[str, Any]:
    """A snapshot as plain data. Absent milestones are null; `events` can be left out for lists."""
    data: dict[str, Any] = {
        "id": it.id,
        "title": it.title,
        "status": it.status,
        "canonical_status": it.status.canonical,
        "severity": it.severity,
        "services": it.services,
        "environment": it.environment,
        "tags": it.tags,
        "contested": it.contested,
        "commander": it.commander or None,
        "communications": it.communications or None,
        "responders": it.responders,
        "started_at": _time(it.started_at),
        "detected_at": _time(it.detected_at),
        "acknowledged_at": _time(it.acknowledged_at),
        "mitigated_at": _time(it.mitigated_at),
        "resolved_at": _time(it.resolved_at),
        "closed_at": _time(it.closed_at),
        "in_retrospect": it.in_retrospect,
        "merged_into": it.merged_into or None,
        "merged": it.merged,
        "source": it.source or None,
        "measurements": _measurements(it, extra or []),
    }
    for name in ("signals", "changes", "links", "impacts", "runbooks", "actions", "follow_ups", "escalations"):
        data[name] = [event_data(event) for event in getattr(it, name)]
    data["effort_minutes"] = it.effort_minutes
    if events:
        data["taken_back"] = [event_data(event) for event in it.taken_back]
        data["events"] = [event_data(event) for event in it.events]
    return data


def followed_data(others: Iterable[IncidentSnapshot]) -> dict[str, Any]:
    """What `show` adds of incidents that were merged into this one: their events, each with whose it is."""
    events = [(event, it.id) for it in others for event in it.events]
    ordered = sorted(events, key=lambda each: order(each[0]))
    return {"merged_events": [{"incident": incident_id} | event_data(event) for event, incident_id in ordered]}


def status_data(it: IncidentSnapshot, settings: Settings, now: datetime) -> dict[str, Any]:
    """A snapshot without events, with its age and every deadline still to be met, soonest first."""
    due = [
        {
            "target": deadline.target,
            "due": format_time(deadline.due),
            "seconds_left": deadline.left(now).total_seconds(),
        }
        for deadline in deadlines(it, settings)
    ]
    age = (now - it.detected_at).total_seconds() if it.detected_at else None
    return snapshot_data(it, settings.measurements, events=False) | {"age_seconds": age, "deadlines": due}


def _measurements(it: IncidentSnapshot, extra: list[ExtraMeasurement]) -> dict[str, Any]:
    return {
        span.name: {
            "status": span.outcome,
            "seconds": span.duration.total_seconds() if span.duration is not None else None,
            "from": _time(span.start),
            "to": _time(span.end),
        }
        for span in measure(it, definitions(extra))
    }


def event_data(event: AnyEvent) -> dict[str, Any]:
    """An event with the keys of the file; times as the file writes them."""
    data = {key: _plain(value) for key, value in to_data(event).items()}
    return data | {"unreadable": event.why} if isinstance(event, UnknownEvent) else data


def _plain(value: Any) -> Any:
    return format_time(value) if isinstance(value, datetime) else value


def _time(value: datetime | None) -> str | None:
    return None if value is None else format_time(value)


def table_data(table: Table) -> dict[str, Any]:
    """A table as records keyed by column; durations in seconds."""
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, map(for_machines, row), strict=True)) for row in table.rows]
    return {"key": table.key, "title": table.title, "rows": rows, "notes": list(table.notes)}


def chart_data(chart: Chart) -> dict[str, Any]:
    """The table of a chart, and how it is drawn; `across`, `up` and `spread` are keys of its rows."""
    how = {"shape": chart.shape, "across": chart.across, "up": chart.up, "spread": chart.spread or None}
    return table_data(chart.table) | {"chart": how | {"log": chart.log, "summary": chart.summary}}


def blocks_data(blocks: list[Block]) -> list[dict[str, Any]]:
    """Blocks as data, for commands whose whole result is a few tables."""
    return [_block_data(block) for block in blocks]


def _block_data(block: Block) -> dict[str, Any]:
    match block:
        case Table():
            return table_data(block)
        case Chart():
            return chart_data(block)
        case Facts():
            return {fact.label: fact.value for fact in block.rows}
        case Heading() | Note():
            return {"text": block.text}
