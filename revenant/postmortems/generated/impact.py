"""When users were affected, and how badly, as people recorded it."""

from __future__ import annotations

from revenant.core.times import format_duration
from revenant.incidents.events import ImpactRecorded
from revenant.incidents.windows import add_up
from revenant.postmortems.generated.cells import table, text, time
from revenant.postmortems.generated.material import Material


def write(material: Material) -> str:
    """One row a window, and how long it was in all."""
    impacts = material.incident.impacts
    if not impacts:
        return "Nobody recorded when users were affected (`revenant impact`)."
    total = add_up(impacts)
    rows = [_row(event) for event in sorted(impacts, key=lambda event: (event.started_at, event.id))]
    said = f"Users were affected for {format_duration(total.affected)} in all; windows that overlap count once."
    ongoing = " What is not yet over is not in it." if any(event.ended_at is None for event in impacts) else ""
    titles = ["from (UTC)", "to (UTC)", "how long", "bad", "SLO", "what was seen"]
    return f"{table(titles, rows)}\n\n{said}{ongoing}"


def _row(event: ImpactRecorded) -> list[str]:
    end = event.ended_at
    if end is None:
        long = "not yet over"
    else:
        long = format_duration(end - event.started_at) if end >= event.started_at else "ends before it begins"
    bad = "not measured" if event.bad_ratio is None else f"{event.bad_ratio:.1%}"
    return [time(event.started_at), time(end), long, bad, text(event.slo), text(event.text)]
