"""Reports over many incidents. To add one: a module here, and its line in REPORTS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from revenant.core.tables import Block
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports import actions, mttx
from revenant.reports.question import Question


class Report(Protocol):
    """What a module of this room offers: incidents in, blocks out."""

    def build(self, incidents: Sequence[IncidentSnapshot], question: Question) -> list[Block]: ...


REPORTS: dict[str, Report] = {
    "mttx": mttx,
    "actions": actions,
}
