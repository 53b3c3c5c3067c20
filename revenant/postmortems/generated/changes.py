"""Which changes are linked to the incident, and what people say of each."""

from __future__ import annotations

from datetime import datetime

from revenant.core.markdown import code
from revenant.core.times import format_duration
from revenant.incidents.causes import began, verdicts
from revenant.incidents.events import ChangeLinked
from revenant.postmortems.generated.cells import NOT_RECORDED, table, text, time
from revenant.postmortems.generated.material import Material


def write(material: Material) -> str:
    """One row a change, with the latest verdict and how long before the first sign it was made."""
    it = material.incident
    linked = verdicts(it)
    if not linked:
        return "No change is linked to it (`revenant change link`)."
    start = began(it)
    titles = ["changed (UTC)", "before the first sign", "change", "what", "verdict", "why"]
    return table(titles, [_row(event, start) for event in linked.values()])


def _row(event: ChangeLinked, start: datetime | None) -> list[str]:
    at, verdict = event.changed_at, event.verdict or NOT_RECORDED
    cells = [time(at), _lead(at, start), code(event.change)]
    return [*cells, text(event.summary), text(verdict), text(event.reason)]


def _lead(at: datetime | None, start: datetime | None) -> str:
    if at is None or start is None:
        return NOT_RECORDED
    return format_duration(start - at) if at <= start else f"{format_duration(at - start)} after it"
