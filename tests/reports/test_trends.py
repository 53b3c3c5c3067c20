"""Trends: every period has a row, no trend is claimed from few, and what is not over is not tested."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from revenant.core.severity import Severity
from revenant.core.tables import Block, Chart, Note, Shape, Tone
from revenant.incidents.selection import Selection
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports import load_report, trends
from revenant.reports.errors import TooManyPeriodsError, UnknownMeasurementError
from revenant.reports.population import population
from revenant.reports.question import By, Question
from tests.incidents.making import T0
from tests.reports.making import in_minutes, lasting, record, records, tables


def on(year: int, month: int, day: int, minutes: float | None, **fields: Any) -> IncidentSnapshot:
    """An incident that began that day at ten."""
    start = datetime(year, month, day, 10, tzinfo=UTC)
    return lasting((start - T0) / timedelta(minutes=1), minutes, **fields)


def built(incidents: list[IncidentSnapshot], question: Question) -> list[Block]:
    return trends.build(population(incidents, question), question)


def asked(by: By | None = None, now: datetime = datetime(2027, 1, 15, tzinfo=UTC), **fields: Any) -> Question:
    return Question(by, now=now, **fields)


def monthly(*lengths: float, each: int = 6) -> list[IncidentSnapshot]:
    """From January 2026 on, so many a month of these lengths."""
    return [on(2026, month, day + 1, minutes) for month, minutes in enumerate(lengths, start=1) for day in range(each)]


def test_a_period_without_incidents_is_a_row_with_none() -> None:
    found = tables(built([on(2026, 1, 2, 5), on(2026, 3, 2, 5)], asked(By.MONTH, datetime(2026, 4, 2, tzinfo=UTC))))
    rows = records(found["counts"])
    assert [(in_minutes(row["period"]), row["incidents"]) for row in rows] == [
        ("2026-01", 1), ("2026-02", 0), ("2026-03", 1), ("2026-04", 0),
    ]  # fmt: skip


def test_quarters_unless_asked_otherwise() -> None:
    found = tables(built([on(2026, 1, 2, 5)], asked()))["medians"]
    assert found.columns[0].title == "quarter"
    assert [in_minutes(row["period"]) for row in records(found)][:2] == ["2026-Q1", "2026-Q2"]


@pytest.mark.parametrize(
    ("since", "until", "parts"),
    [
        (None, None, ["2026-01", "2026-06"]),
        (datetime(2026, 1, 1, tzinfo=UTC), None, ["2026-06"]),
        (datetime(2025, 12, 15, tzinfo=UTC), None, ["2025-12", "2026-06"]),
        (None, datetime(2027, 1, 10, tzinfo=UTC), ["2026-01", "2027-01"]),
        (None, datetime(2026, 7, 1, tzinfo=UTC), ["2026-01"]),
        (None, datetime(2026, 6, 20, tzinfo=UTC), ["2026-01", "2026-06"]),
    ],
)
def test_what_was_not_looked_at_as_a_whole_is_marked(
    since: datetime | None, until: datetime | None, parts: list[str]
) -> None:
    question = asked(By.MONTH, selection=Selection(since=since, until=until))
    rows = records(tables(built(monthly(5, 5, 5, 5, 5, 5), question))["counts"])
    assert [
        in_minutes(row["period"]) for row in rows if str(getattr(row["period"], "text", "")).endswith("(part)")
    ] == parts


def test_a_record_that_stopped_is_no_calm_one() -> None:
    def told(until: datetime | None) -> bool:
        question = asked(By.MONTH, selection=Selection(until=until))
        return any(
            "the record is taken to end" in getattr(block, "text", "") for block in built(monthly(5, 5), question)
        )

    assert told(None)
    assert not told(datetime(2027, 1, 10, tzinfo=UTC))


def test_a_trend_needs_eight_whole_periods_with_a_median() -> None:
    blocks = built(monthly(*range(10, 18)), asked(By.MONTH, datetime(2026, 9, 1, tzinfo=UTC)))
    row = record(tables(blocks)["trend"], "median MTTR")
    assert (row["periods"], row["tau"], in_minutes(row["p"])) == (7, None, "n < 8")
    assert said(blocks, "medians") == (
        "Median MTTR: no trend is claimed, since only 7 of the months could be tested and 8 are needed."
    )


def test_a_median_counts_what_is_pending() -> None:
    incidents = [*monthly(10), *(on(2026, 1, day, None) for day in range(8, 16))]
    question = asked(
        By.MONTH, datetime(2026, 3, 1, tzinfo=UTC), selection=Selection(since=datetime(2026, 1, 1, tzinfo=UTC))
    )
    row = records(tables(built(incidents, question))["medians"])[0]
    assert (row["n"], row["pending"], in_minutes(row["median"])) == (6, 8, "not reached")
    row = records(tables(built(incidents[:-4], question))["medians"])[0]
    assert (row["n"], row["pending"], in_minutes(row["median"])) == (6, 4, 10)


def said(blocks: list[Block], key: str) -> str:
    return next(block.summary for block in blocks if isinstance(block, Chart) and block.table.key == key)


def test_what_rises_is_said_to_rise() -> None:
    since = Selection(since=datetime(2026, 1, 1, tzinfo=UTC))
    blocks = built(monthly(*range(10, 120, 10)), asked(By.MONTH, datetime(2026, 12, 1, tzinfo=UTC), selection=since))
    row = record(tables(blocks)["trend"], "median MTTR")
    assert (row["periods"], getattr(row["tau"], "value", None), in_minutes(row["slope"])) == (11, 1.0, 10)
    assert said(blocks, "medians").startswith("Median MTTR: tends to rise, by +10m 00s a month (11 months, p < .001)")
    assert said(blocks, "counts").startswith("Incidents: no trend can be told from chance (11 months, p = 1")
    (medians,) = [block for block in blocks if isinstance(block, Chart) and block.table.key == "medians"]
    assert (medians.shape, medians.across, medians.up, medians.spread) == (
        Shape.INTERVALS, "period", "median", "median_interval",
    )  # fmt: skip


def warnings(incidents: list[IncidentSnapshot]) -> str:
    question = asked(By.MONTH, datetime(2026, 12, 1, tzinfo=UTC))
    return " ".join(
        block.text for block in built(incidents, question) if isinstance(block, Note) and block.tone is Tone.WARN
    )


def test_a_mix_that_changes_is_warned_of() -> None:
    calm = [on(2026, month, day, 5, severity=Severity.SEV3) for month in range(1, 12) for day in range(1, 9)]
    assert not warnings(calm)
    upset = [it for it in calm if it.detected_at and it.detected_at.month < 7]
    upset += [on(2026, month, day, 5, severity=Severity.SEV1) for month in range(7, 12) for day in range(1, 9)]
    assert "SEV1 were 0 of 40 (0 %) in the first half of the periods and 40 of 40 (100 %) in the second" in warnings(
        upset
    )
    posted = [it for it in calm if it.detected_at and it.detected_at.month < 7]
    posted += [on(2026, month, day, 0, severity=Severity.SEV3) for month in range(7, 12) for day in range(1, 9)]
    assert "posted in retrospect were 0 of 40" in warnings(posted)


def test_too_many_periods_are_refused() -> None:
    with pytest.raises(TooManyPeriodsError, match="more than 600 weeks"):
        built([on(1970, 1, 1, 5)], asked(By.WEEK))


def test_nothing_has_no_trends() -> None:
    (note,) = built([], asked())
    assert isinstance(note, Note)
    with pytest.raises(UnknownMeasurementError):
        built([], asked(measure="MTTX"))


def test_without_a_clock_the_record_ends_with_its_last_incident() -> None:
    rows = records(tables(built(monthly(5, 5), Question(By.MONTH)))["counts"])
    assert [in_minutes(row["period"]) for row in rows] == ["2026-01", "2026-02"]


def test_the_registry_knows_it() -> None:
    assert load_report("trends") is trends
