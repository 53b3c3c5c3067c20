"""What generated regions are made of: the incident, and what the workspace knows around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot


class Likeness(NamedTuple):
    """An incident that was like another: in what, each reason a clause, and how it ended."""

    incident: str
    title: str
    reasons: tuple[str, ...]
    ending: str


class Material(NamedTuple):
    """All that the text of any region depends on. `similar`: the most alike first."""

    incident: IncidentSnapshot
    settings: Settings
    similar: Sequence[Likeness] = ()
