"""Drills, and an incident that used a runbook, for tests."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from revenant.incidents.events import IncidentStatusChanged, RunbookAttached
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.runbooks.practice.entries import Drilled
from tests.conftest import BEN, START
from tests.incidents.making import ID, opened, stamp


def drill(days: int = 1, outcome: str = "passed", **more: object) -> Drilled:
    data = {"id": "k0000001", "at": START - timedelta(days=days), "by": BEN, "runbook": "pg-lag", "blob": "a"}
    return msgspec.convert(data | {"outcome": outcome} | more, Drilled)


def over(blob: str = "a") -> IncidentSnapshot:
    at = stamp(1)
    moved = stamp(2).event(IncidentStatusChanged, from_=Status.OPEN, to=Status.RESOLVED)
    return fold(ID, [opened(), at.event(RunbookAttached, runbook="pg-lag", blob=blob), moved])
