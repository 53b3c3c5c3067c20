"""Which SLOs an incident is about; asked by `show` of every incident, so this loads nothing else."""

from __future__ import annotations

from revenant.incidents.snapshot import IncidentSnapshot


def concerned(it: IncidentSnapshot) -> list[str]:
    """The SLOs an incident is about: linked to it, or named where its impact was recorded."""
    linked = [link.target for link in it.links if link.relation == "slo"]
    return list(dict.fromkeys([*linked, *(each.slo for each in it.impacts if each.slo)]))
