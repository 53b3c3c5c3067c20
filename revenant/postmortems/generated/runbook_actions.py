"""Which runbooks were used, and each step that was walked: what it could have done, and what came of it."""

from __future__ import annotations

from revenant.core.markdown import code
from revenant.incidents.events import IncidentAction, RunbookAttached
from revenant.postmortems.generated.cells import table, text, time
from revenant.postmortems.generated.material import Material

SIMULATED = "Demo only / simulated"


def write(material: Material) -> str:
    """One row a runbook attached or a step walked, in the order of the record."""
    it = material.incident
    used: list[RunbookAttached | IncidentAction] = [*it.runbooks, *it.actions]
    if not used:
        return "No runbook was used."
    rows = [_row(event) for event in sorted(used, key=lambda event: (event.at, event.id))]
    return table(["at (UTC)", "runbook", "step", "category", "what", "outcome"], rows)


def _row(event: RunbookAttached | IncidentAction) -> list[str]:
    if isinstance(event, RunbookAttached):
        return [time(event.at), code(event.runbook), "–", "–", text(f"attached {event.reason}".strip()), "–"]
    what = event.title or event.text
    outcome = "; ".join(word for word in (event.outcome, event.observed) if word)
    label = f"{event.category} ({SIMULATED})" if event.simulated else event.category
    runbook = code(event.runbook) if event.runbook else "–"
    return [time(event.at), runbook, text(event.step), text(label), text(what), text(outcome)]
