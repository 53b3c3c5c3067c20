"""The timeline: one row an event, and a footnote for each, so that prose can cite it by its id."""

from __future__ import annotations

from revenant.core.markdown import code, escape
from revenant.core.times import format_time
from revenant.incidents.wording import describe
from revenant.postmortems.generated.cells import table
from revenant.postmortems.generated.material import Material


def write(material: Material) -> str:
    """How to comment on it, a table, and the footnotes below it."""
    events = material.incident.events
    rows = [[format_time(event.at), code(event.id), escape(event.by), escape(describe(event))] for event in events]
    notes = [f"[^{event.id}]: {format_time(event.at)}, {escape(describe(event))}".rstrip() for event in events]
    head = "Generated from the log: `revenant note` adds to it, `revenant amend` corrects it."
    return "\n".join([head, "", table(["at (UTC)", "event", "who", "what happened"], rows), "", *notes])
