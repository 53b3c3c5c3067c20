"""What the incident spent of error budgets, as far as it is about an SLO: by time, and of what was allowed."""

from __future__ import annotations

from revenant.core.markdown import code
from revenant.core.times import format_duration
from revenant.incidents.windows import add_up
from revenant.postmortems.generated.cells import table, text, time
from revenant.postmortems.generated.material import Charge, Material

_NOTHING = "No impact was recorded against an SLO, so what this cost of an error budget is not known."


def write(material: Material) -> str:
    """One row an SLO: how long it was violated, and the bad part of that time; then one an objective: its budget."""
    parts = [part for part in (_times(material), _budgets(material)) if part]
    return "\n\n".join(parts) or _NOTHING


def _times(material: Material) -> str:
    by_slo = {slo: [each for each in material.incident.impacts if each.slo == slo] for slo in _slos(material)}
    rows = []
    for slo, impacts in by_slo.items():
        spent = add_up(impacts)
        unmeasured = format_duration(spent.unmeasured) if spent.unmeasured else "none"
        rows.append([code(slo), format_duration(spent.affected), format_duration(spent.bad), unmeasured])
    return table(["SLO", "affected", "spent (affected × bad share)", "of it not measured"], rows) if rows else ""


def _slos(material: Material) -> list[str]:
    return sorted({each.slo for each in material.incident.impacts if each.slo})


def _budgets(material: Material) -> str:
    """Each budget as it was when the incident was over; what came later changes nothing of it."""
    charges = material.charges
    if not charges:
        return ""
    titles = ["budget", "objective", "may be bad", "this incident", "left after it"]
    lines = [f"As of {time(charges[0].at)}, when it was over, from what is committed:", ""]
    lines.append(table(titles, map(_row, charges)))
    notes = [note for each in charges for note in _notes(each)]
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def _row(charge: Charge) -> list[str]:
    known = charge.spent or "not measured", charge.left or "not measured"
    return [code(charge.slo), text(charge.objective), text(charge.allowed), *map(text, known)]


def _notes(charge: Charge) -> list[str]:
    accepted = f"without accepted downtime, {text(charge.adjusted)} were left" if charge.adjusted else ""
    return [
        f"- {code(charge.slo)}: {said}." for said in (accepted, text(charge.missing) if charge.missing else "") if said
    ]
