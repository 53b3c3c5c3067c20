"""The measurements report counts every outcome and names what it leaves out."""

from __future__ import annotations

from typing import Any

from revenant.core.settings import ExtraMeasurement, Settings
from revenant.core.severity import Severity
from revenant.core.tables import Note, Table
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.reports import load_report, mttx
from revenant.reports.population import population
from revenant.reports.question import By, Question
from tests.incidents.making import moved, opened


def lasting(start: float, minutes: float | None, **fields: Any) -> IncidentSnapshot:
    events = [opened(start, **fields)]
    end = [] if minutes is None else [moved(start + minutes, "OPEN", "RESOLVED")]
    return fold("INC-20261123-7F3K9", [*events, *end])


def tables(incidents: list[IncidentSnapshot], question: Question = Question()) -> list[Table]:  # noqa: B008
    return [block for block in mttx.build(population(incidents, question), question) if isinstance(block, Table)]


def cells(table: Table, *keys: Any) -> list[Any]:
    """n, pending, not applicable, invalid, median, p90, mean in minutes of the row that begins with `keys`."""
    (row,) = [row for row in table.rows if tuple(row[: len(keys)]) == keys]
    numbers: list[Any] = row[2:9]
    return [value.total_seconds() / 60 if hasattr(value, "total_seconds") else value for value in numbers]


def notes(incidents: list[IncidentSnapshot], by: By | None = None) -> str:
    return "\n".join(
        block.text for block in mttx.build(population(incidents, Question(by)), Question(by)) if isinstance(block, Note)
    )


def test_every_outcome_is_counted_and_cancelled_ones_are_not() -> None:
    cancelled = fold("INC-20261123-7F3K9", [opened(), moved(5, "OPEN", "CANCELLED")])
    backwards = lasting(0, -5)
    incidents = [lasting(0, 10), lasting(0, 20), lasting(0, None), backwards, cancelled]
    (table,) = tables(incidents)
    assert cells(table, "MTTR", "all") == [2, 1, 0, 1, 15, None, 15]
    assert cells(table, "MTTA", "all")[:4] == [0, 1, 3, 0]
    assert population(incidents, Question()).left_out == {"cancelled": 1}


def test_p90_waits_for_ten_values() -> None:
    assert cells(tables([lasting(0, n) for n in range(1, 10)])[0], "MTTR", "all")[5] is None
    assert cells(tables([lasting(0, n) for n in range(1, 11)])[0], "MTTR", "all")[5] == 9.1


def test_those_posted_in_retrospect_are_counted_beside() -> None:
    incidents = [lasting(0, 0), lasting(0, 10), lasting(0, 20)]
    (table,) = tables(incidents)
    assert cells(table, "MTTR", "all")[4] == 10
    assert cells(table, "MTTR", "posted live")[:5] == [2, 0, 0, 0, 15]
    assert "1 posted in retrospect" in notes(incidents)
    assert "median MTTR is 15.0 min, n = 2" in notes(incidents)
    assert not [row for row in table.rows if row[:2] == ["MTTA", "posted live"]]
    assert "not known, n = 0" in notes(incidents[:1])


def test_two_services_count_in_both_and_gaps_are_per_service() -> None:
    both = {"services": ["a", "b"]}
    found = tables([lasting(0, 10, **both), lasting(70, 10, services=["a"])], Question(By.SERVICE))
    resolve = next(table for table in found if table.title.startswith("MTTR:"))
    assert [row[0] for row in resolve.rows] == ["a", "b"]
    assert cells(resolve, "a", "all")[0] == 2
    gaps = next(table for table in found if table.title.startswith("MTTF:"))
    assert cells(gaps, "a", "all") == [1, None, None, None, 60, None, 60]
    assert "counts in both" in notes([lasting(0, 10)], By.SERVICE)


def test_months_and_severities_come_in_order() -> None:
    incidents = [lasting(60 * 24 * 40, 5, services=[]), lasting(0, 5, severity=Severity.SEV1, services=[])]
    titles = {by: [row[0] for row in tables(incidents, Question(by))[3].rows] for by in By}
    assert titles[By.MONTH] == ["2026-11", "2027-01"]
    assert titles[By.SEVERITY] == ["SEV1", "SEV2"]
    assert titles[By.SERVICE] == ["not recorded"]


def test_the_teams_own_measurements_are_reported() -> None:
    own = ExtraMeasurement(name="to close", from_="resolved", to="closed")
    (table,) = tables([lasting(0, 10)], Question(settings=Settings(schema="revenant/workspace@1", measurements=[own])))
    assert cells(table, "to close", "all")[:4] == [0, 0, 1, 0]
    assert any("resolved → closed" in row for row in table.rows)


def test_the_registry_knows_it() -> None:
    assert load_report("mttx") is mttx
