"""Deployments and the incidents they caused, made of a few words for the tests of reports about changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.core.tables import Block, Chart, Shown, Table
from revenant.incidents.events import ChangeLinked, IncidentOpened, IncidentStatusChanged, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.reports import changes as report
from revenant.reports.population import population
from revenant.reports.question import Question
from revenant.signals.catalogue import Catalogue, Service
from revenant.signals.changes import Change

FIRST = datetime(2026, 1, 5, tzinfo=UTC)
CATALOGUE = Catalogue(
    schema="revenant/services@1",
    services=[
        Service(name="checkout", owner="shop", depends_on=["payments"]),
        Service(name="payments", owner="platform"),
    ],
)
SETTINGS = Settings(schema="revenant/workspace@1")
_IDS = (f"z{number:07}" for number in count())


def at(hours: float) -> datetime:
    return FIRST + timedelta(hours=hours)


def deployed(number: int, hours: float | None = None, **fields: Any) -> Change:
    """Deployment `number` of checkout, one a day at midnight unless the hours since the first are said."""
    known: dict[str, Any] = {
        "id": f"{number:08}",
        "at": at(24 * number if hours is None else hours),
        "kind": "deployment",
        "service": "checkout",
        "by": "ben@example.com",
        "summary": f"change {number}",
    }
    return Change(**(known | fields))


def broken(
    number: int, hours: float, lasted: float | None = 1, *links: tuple[str, str], **fields: Any
) -> IncidentSnapshot:
    """An incident detected so many hours after the first deployment; without `lasted` it is open."""
    known: dict[str, Any] = {"title": f"number {number}", "severity": Severity.SEV2, "services": ["checkout"]} | fields
    events: list[Any] = [Stamp(at=at(hours), by="ben@example.com", ids=_IDS).event(IncidentOpened, **known)]
    for change, verdict in links:
        stamp = Stamp(at=at(hours), by="ben@example.com", ids=_IDS)
        events.append(stamp.event(ChangeLinked, change=change, verdict=verdict))
    if lasted is not None:
        stamp = Stamp(at=at(hours + lasted), by="ben@example.com", ids=_IDS)
        events.append(stamp.event(IncidentStatusChanged, from_=Status.OPEN, to=Status.RESOLVED))
    return fold(f"INC-20260105-{number:05}", events)


def asked(changes: Sequence[Change], days: float = 28, **fields: Any) -> Question:
    """The question put so many days after the first deployment."""
    known: dict[str, Any] = {"settings": SETTINGS, "catalogue": CATALOGUE, "now": at(24 * days)}
    return Question(changes=lambda: changes, **(known | fields))


def built(
    changes: Sequence[Change], incidents: Sequence[IncidentSnapshot], days: float = 28, **fields: Any
) -> list[Block]:
    question = asked(changes, days, **fields)
    return report.build(population(incidents, question), question)


def table(blocks: Sequence[Block], key: str) -> Table:
    tables = [
        block.table if isinstance(block, Chart) else block for block in blocks if isinstance(block, Table | Chart)
    ]
    return next(each for each in tables if each.key == key)


def figures(blocks: Sequence[Block], key: str) -> dict[Any, list[Any]]:
    """The rows by their first cells, numbers as machines read them."""
    return {row[0]: [plain(cell) for cell in row[1:]] for row in table(blocks, key).rows}


def plain(value: Any) -> Any:
    if isinstance(value, Shown):
        return value.value
    return tuple(plain(each) for each in value) if isinstance(value, tuple) else value
