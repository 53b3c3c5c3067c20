"""What generated regions are made of: the incident, and what the workspace knows around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot


class Likeness(NamedTuple):
    """An incident that was like another: in what, each reason a clause, and how it ended."""

    incident: str
    title: str
    reasons: tuple[str, ...]
    ending: str


class Charge(NamedTuple):
    """What the incident cost of an error budget, in words, as of `at`, when it was over.

    `spent` and `left` are empty where nothing was measured. `adjusted`: what was left if accepted downtime does not
    count. `missing`: how much of the window was not measured. Both are empty where there is nothing to say.
    """

    slo: str
    objective: str
    at: datetime
    allowed: str
    spent: str
    left: str
    adjusted: str = ""
    missing: str = ""


class Material(NamedTuple):
    """All that the text of any region depends on. `similar`: the most alike first. `charges`: one an objective."""

    incident: IncidentSnapshot
    settings: Settings
    similar: Sequence[Likeness] = ()
    charges: Sequence[Charge] = ()
