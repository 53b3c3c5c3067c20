"""What the incident spent of error budgets, as far as impact was recorded against an SLO."""

from __future__ import annotations

from revenant.core.markdown import code
from revenant.core.times import format_duration
from revenant.incidents.windows import add_up
from revenant.postmortems.generated.cells import table
from revenant.postmortems.generated.material import Material


def write(material: Material) -> str:
    """One row an SLO: how long it was violated, and the bad part of that time."""
    by_slo = {slo: [each for each in material.incident.impacts if each.slo == slo] for slo in _slos(material)}
    if not by_slo:
        return "No impact was recorded against an SLO, so what this cost of an error budget is not known."
    rows = []
    for slo, impacts in by_slo.items():
        spent = add_up(impacts)
        unmeasured = format_duration(spent.unmeasured) if spent.unmeasured else "none"
        rows.append([code(slo), format_duration(spent.affected), format_duration(spent.bad), unmeasured])
    return table(["SLO", "affected", "spent (affected × bad share)", "of it not measured"], rows)


def _slos(material: Material) -> list[str]:
    return sorted({each.slo for each in material.incident.impacts if each.slo})
