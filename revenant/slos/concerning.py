"""Which objectives an incident is about: those it was linked to, and those its impact counts against."""

from __future__ import annotations

from revenant.incidents.events import VIOLATES
from revenant.incidents.snapshot import IncidentSnapshot


def slos_of(it: IncidentSnapshot) -> list[str]:
    """Names of SLOs, each once: linked ones first, then those of its impacts. Whether slos/ has them is not asked."""
    linked = [link.target for link in it.links if link.relation == VIOLATES]
    return list(dict.fromkeys([*linked, *(each.slo for each in it.impacts if each.slo)]))
