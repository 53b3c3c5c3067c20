"""Alerts that became incidents in which nobody did anything: candidates for being changed, or for not paging at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from revenant.core.tables import Block, Column, Note, Table, Value
from revenant.core.text import how_many
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.statistics.counts import wilson
from revenant.reports.toiling.repeated import FEWEST, taken
from revenant.reports.wording import share, share_interval

_MOST = 20


def quiet_alerts(incidents: Sequence[IncidentSnapshot]) -> Block:
    """Alerts by how surely their incidents end without anybody having done anything."""
    over = [it for it in incidents if not it.is_open]
    acted = sum(_was_acted_on(it) for it in over)
    said = f"Of {how_many(len(over), 'incident')} that are over, {acted} record an action or effort."
    if not acted:
        return Note(f"{said} So which alerts needed none cannot be told.")
    quiet, all_of = _counts(over)
    repeated = (name for name, n in all_of.items() if n >= FEWEST and quiet[name])
    kept = sorted(repeated, key=lambda name: _doubt(quiet[name], all_of[name], name))
    columns = [
        Column("alert", "alert", wide=True),
        Column("n", "n", right=True),
        Column("without an action", "without_action", right=True),
        Column("95 % interval", "interval", right=True),
    ]
    rows: list[list[Value]] = [
        [name, all_of[name], share(quiet[name], all_of[name]), share_interval(quiet[name], all_of[name])]
        for name in kept[:_MOST]
    ]
    notes = [
        f"{said} Where few do, this tells who records, not who acts.",
        f"n: incidents that are over and hold the alert, {FEWEST} or more; ranked by the lower end of the interval.",
    ]
    return Table("Alerts whose incidents ended without an action", columns, rows, notes, key="quiet_alerts")


def _counts(over: Iterable[IncidentSnapshot]) -> tuple[Counter[str], Counter[str]]:
    """By alert: incidents without an action, and all that hold it."""
    quiet, all_of = Counter[str](), Counter[str]()
    for it in over:
        quiet_too = not _was_acted_on(it)
        for name in {signal.name for signal in it.signals if signal.kind in ("", "alert")}:
            all_of[name] += 1
            quiet[name] += quiet_too
    return quiet, all_of


def _was_acted_on(it: IncidentSnapshot) -> bool:
    return bool(it.effort_minutes or taken(it))


def _doubt(part: int, whole: int, name: str) -> tuple[float, str]:
    bounds = wilson(part, whole)
    return (-bounds.low if bounds else 0.0), name
