"""Incidents of two years for tests: so many, that long, each on a day of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from revenant.core.severity import Severity
from revenant.core.tables import Block, Facts, Note, Table, Value
from revenant.incidents.events import AnyEvent, IncidentOpened, IncidentStatusChanged, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.render.values import for_people
from revenant.reports import compose
from revenant.reports.periods import parse_period
from revenant.reports.question import Question

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TWO_YEARS = (parse_period("2024"), parse_period("2025"))


def lasting(
    year: int, minutes: Iterable[float | None], start: int = 0, every: int = 1, **fields: Any
) -> list[IncidentSnapshot]:
    """Incidents of that year, one in so many days from day `start` on; None is still open."""
    return [_incident(year, start + number * every, each, fields) for number, each in enumerate(minutes)]


def _incident(year: int, number: int, minutes: float | None, fields: dict[str, Any]) -> IncidentSnapshot:
    begun = datetime(year, 1, 1, 9, tzinfo=UTC) + timedelta(days=number)
    ids = (f"{year}{place:04}" for place in range(9))
    what = {"title": f"Slow {number}", "severity": Severity.SEV2, "services": ["checkout"]} | fields
    events: list[AnyEvent] = [Stamp(at=begun, by="ben@example.com", ids=ids).event(IncidentOpened, **what)]
    if minutes is not None:
        stamp = Stamp(at=begun + timedelta(minutes=minutes), by="ben@example.com", ids=ids)
        events.append(stamp.event(IncidentStatusChanged, from_=Status.OPEN, to=Status.RESOLVED, reason="x"))
    return fold(f"INC-{begun:%Y%m%d}-{number:05}", events)


def asked(**fields: Any) -> Question:
    known: dict[str, Any] = {"periods": TWO_YEARS, "now": NOW, "commit": lambda: "commit 1a2b3c4d5e6f"}
    return Question(**(known | fields))


def report(name: str, incidents: Iterable[IncidentSnapshot], **fields: Any) -> list[Block]:
    known = list(incidents)
    return compose(name, asked(record=lambda: known, **fields))


def table(blocks: Iterable[Block], key: str) -> Table:
    (found,) = [block for block in blocks if isinstance(block, Table) and block.key == key]
    return found


def rows(found: Table) -> dict[str, dict[str, Value]]:
    """By their first cells as people read them; cells by the keys of their columns."""
    keys = [column.key for column in found.columns]
    return {for_people(row[0]): dict(zip(keys, row, strict=True)) for row in found.rows}


def fact(blocks: Iterable[Block], label: str) -> str:
    (found,) = [
        each.value for block in blocks if isinstance(block, Facts) for each in block.rows if each.label == label
    ]
    return found


def notes(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Note))
