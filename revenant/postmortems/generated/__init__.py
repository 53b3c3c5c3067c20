"""What revenant writes into a postmortem: one file a region. To add one: a file here and a line below.

A region says the same for the same material, byte by byte: no time of writing, no order by chance.
"""

from __future__ import annotations

from collections.abc import Callable

from revenant.postmortems.generated import budget, changes, facts, impact, runbook_actions, signals, similar, timeline
from revenant.postmortems.generated.material import Material

GENERATED: dict[str, Callable[[Material], str]] = {
    "facts": facts.write,
    "impact": impact.write,
    "error-budget": budget.write,
    "timeline": timeline.write,
    "signals": signals.write,
    "changes": changes.write,
    "runbook-actions": runbook_actions.write,
    "similar": similar.write,
}


def write_regions(material: Material) -> dict[str, str]:
    """What each region says, by its name."""
    return {name: write(material) for name, write in GENERATED.items()}
