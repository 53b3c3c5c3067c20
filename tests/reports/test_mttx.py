"""The measurements report counts every outcome, and prints no figure that its sample cannot carry."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.core.settings import ExtraMeasurement, Settings
from revenant.core.severity import Severity
from revenant.core.tables import Block, Interval, Note, Table
from revenant.incidents.events import ImpactRecorded
from revenant.incidents.selection import Selection
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.reports import load_report, mttx
from revenant.reports.errors import UnknownMeasurementError
from revenant.reports.population import population
from revenant.reports.question import By, Question
from tests.incidents.making import at, moved, opened, stamp
from tests.reports.making import in_minutes, lasting, record, records, tables

DAY = 24 * 60
NOW = Question(now=at(100 * DAY))


def built(incidents: list[IncidentSnapshot], question: Question = NOW) -> list[Block]:
    return mttx.build(population(incidents, question), question)


def found(incidents: list[IncidentSnapshot], question: Question = NOW) -> dict[str, Table]:
    return tables(built(incidents, question))


def notes(incidents: list[IncidentSnapshot], question: Question = NOW) -> str:
    return "\n".join(block.text for block in built(incidents, question) if isinstance(block, Note))


def counts(row: dict[str, Any]) -> list[Any]:
    return [row["n"], row["pending"], row["not_applicable"], row["invalid"]]


def test_every_outcome_is_counted_and_cancelled_ones_are_not() -> None:
    cancelled = fold("INC-20261123-7F3K9", [opened(), moved(5, "OPEN", "CANCELLED")])
    incidents = [lasting(0, 10), lasting(0, 20), lasting(0, None), lasting(0, -5), cancelled]
    table = found(incidents)["measurements"]
    assert counts(record(table, "MTTR", "all")) == [2, 1, 0, 1]
    assert counts(record(table, "MTTA", "all")) == [0, 1, 3, 0]


def test_a_median_and_its_interval_need_six_and_below_that_the_incidents_are_listed() -> None:
    five, six = [lasting(n, n) for n in range(1, 6)], [lasting(n, n) for n in range(1, 7)]
    few = found(five)
    row = record(few["measurements"], "MTTR", "all")
    assert (in_minutes(row["median"]), row["median_interval"]) == ("n < 6", None)
    listed = [each for each in records(few["measurements-few"]) if each["name"] == "MTTR"]
    assert [(each["incident"], in_minutes(each["duration"]), each["outcome"]) for each in listed] == [
        (it.id, minutes, "recorded") for it, minutes in zip(five, (1, 2, 3, 4, 5), strict=True)
    ]
    assert "measurements-spread" not in few or not record_names(few["measurements-spread"], "MTTR")
    row = record(found(six)["measurements"], "MTTR", "all")
    assert in_minutes(row["median"]) == 3.5
    interval = row["median_interval"]
    assert isinstance(interval, Interval)
    assert (in_minutes(interval.low), in_minutes(interval.high)) == (1, 6)
    assert not record_names(found(six)["measurements-few"], "MTTR")


def record_names(table: Table, name: str) -> list[Any]:
    return [row for row in records(table) if row["name"] == name]


@pytest.mark.parametrize(("n", "p90", "p95"), [(35, "n < 36", "n < 72"), (36, 32.5, "n < 72"), (72, 64.9, 68.45)])
def test_high_quantiles_wait_for_as_many_as_an_interval_needs(n: int, p90: Any, p95: Any) -> None:
    row = record(found([lasting(minute, minute) for minute in range(1, n + 1)])["measurements-spread"], "MTTR", "all")
    assert (in_minutes(row["p90"]), in_minutes(row["p95"])) == (p90, p95)
    assert (row["p90_interval"] is None) == (n < 36)


def test_the_mean_comes_last_and_says_what_it_is_not_for() -> None:
    table = found([lasting(n, minutes) for n, minutes in enumerate((1, 1, 1, 1, 1, 1000))])["measurements-spread"]
    assert table.columns[-1].title == "mean*"
    assert "* The mean is not for comparison" in table.notes[0]
    row = record(table, "MTTR", "all")
    assert in_minutes(row["mean"]) == pytest.approx(1005 / 6)
    assert in_minutes(row["geometric_mean"]) == pytest.approx(1000 ** (1 / 6))


def test_what_is_pending_makes_the_median_longer_and_is_never_dropped() -> None:
    incidents = [*(lasting(n, 10 + n) for n in range(6)), *(lasting(n, None) for n in range(4))]
    row = record(found(incidents)["measurements-censored"], "MTTR", "all")
    assert (row["n"], row["pending"]) == (6, 4)
    assert (in_minutes(row["median"]), in_minutes(row["median_with_pending"])) == (12.5, 14)
    mean = record(found(incidents)["measurements-restricted"], "MTTR", "all")
    assert in_minutes(mean["restricted_mean"]) == pytest.approx((75 + 4 * 7 * DAY) / 10)
    assert "measurements-censored" not in found(
        [fold("INC-20261123-7F3K9", [opened(services=[]), moved(5, "OPEN", "RESOLVED")])]
    )


def test_what_most_outlast_or_nobody_was_watched_for_has_no_restricted_mean() -> None:
    mostly_open = [*(lasting(n, 10) for n in range(2)), *(lasting(n, None) for n in range(6))]
    built_of = found(mostly_open)
    assert in_minutes(record(built_of["measurements-censored"], "MTTR", "all")["median_with_pending"]) == "not reached"
    mean = record(built_of["measurements-restricted"], "MTTR", "all")
    assert (in_minutes(mean["restricted_mean"]), mean["restricted_mean_interval"]) == ("most longer", None)
    young = [*(lasting(n, 10) for n in range(6)), lasting(0, None)]
    row = record(found(young, Question(now=at(60)))["measurements-restricted"], "MTTR", "all")
    assert in_minutes(row["restricted_mean"]) == "seen 1h 00m"


def test_few_that_are_pending_are_listed_too_and_many_only_counted() -> None:
    few = found([lasting(0, 5), lasting(0, None)])["measurements-few"]
    assert [row["outcome"] for row in records(few) if row["name"] == "MTTR"] == ["recorded", "pending"]
    many = found([lasting(0, 5), *(lasting(n, None) for n in range(30))])["measurements-few"]
    assert [row["outcome"] for row in records(many) if row["name"] == "MTTR"] == ["recorded"]


def test_those_posted_in_retrospect_are_counted_beside() -> None:
    incidents = [lasting(0, 0), *(lasting(n, 10 * n) for n in range(1, 8))]
    table = found(incidents)["measurements"]
    assert in_minutes(record(table, "MTTR", "all")["median"]) == 35
    live = record(table, "MTTR", "posted live")
    assert (counts(live), in_minutes(live["median"])) == ([7, 0, 0, 0], 40)
    assert "1 posted in retrospect" in notes(incidents)
    assert "the median MTTR is 40.0 min, n = 7" in notes(incidents)
    assert not [row for row in table.rows if [in_minutes(cell) for cell in row[:2]] == ["MTTA", "posted live"]]
    assert "too few are left for a median, n = 0" in notes(incidents[:1])


def test_two_services_count_in_both_and_gaps_are_per_service() -> None:
    incidents = [lasting(0, 10, services=["a", "b"]), lasting(70, 10, services=["a"])]
    by_service = found(incidents, NOW._replace(by=By.SERVICE))
    assert [row[0] for row in by_service["mttr"].rows] == ["a", "b"]
    assert record(by_service["mttr"], "a", "all")["n"] == 2
    gaps = record(by_service["mttf"], "a", "all")
    assert counts(gaps) == [1, 1, None, None]
    (listed,) = [row for row in records(by_service["mttf-few"]) if row["group"] == "a"]
    assert (listed["incident"], in_minutes(listed["duration"])) == (incidents[1].id, 60)
    assert in_minutes(records(by_service["mtbf-few"])[0]["duration"]) == 70
    assert "counts in both" in notes(incidents, NOW._replace(by=By.SERVICE))


def test_failures_are_held_against_the_time_observed() -> None:
    incidents = [lasting(day * DAY, 60) for day in (0, 10, 20, 30)]
    row = records(found(incidents, Question(By.SERVICE, now=at(40 * DAY + 60)))["exposure"])[0]
    assert (row["failures"], in_minutes(row["up"])) == (3, 40 * DAY - 3 * 60)
    assert in_minutes(row["mean_time_to_failure"]) == pytest.approx((40 * DAY - 180) / 3)
    interval = row["interval"]
    assert isinstance(interval, Interval)
    assert in_minutes(interval.low) == pytest.approx((40 * DAY - 180) / 8.767, rel=1e-3)
    assert in_minutes(interval.high) == pytest.approx((40 * DAY - 180) / 0.6187, rel=1e-3)
    assert in_minutes(row["up_since_last"]) == 10 * DAY


def test_a_service_that_failed_once_has_a_bound_and_one_that_fails_says_so() -> None:
    once = records(found([lasting(0, 60)], Question(By.SERVICE, now=at(DAY)))["exposure"])[0]
    assert (once["failures"], in_minutes(once["mean_time_to_failure"])) == (0, "none")
    interval = once["interval"]
    assert isinstance(interval, Interval)
    assert (in_minutes(interval.low), interval.high) == (pytest.approx((DAY - 60) / 3.689, rel=1e-3), None)
    failing = records(found([lasting(0, None)], Question(By.SERVICE, now=at(DAY)))["exposure"])[0]
    assert in_minutes(failing["up_since_last"]) == "failing"


def test_time_is_observed_until_where_the_question_ends() -> None:
    question = Question(By.SERVICE, now=at(90 * DAY), selection=Selection(until=at(10 * DAY)))
    assert in_minutes(records(found([lasting(0, 0)], question)["exposure"])[0]["up_since_last"]) == 10 * DAY


def test_figures_of_others_can_be_had_under_their_definitions() -> None:
    """The mean gap between consecutive starts and the mean time to resolve, per service, whatever overlaps."""
    hours = (0, 10, 11, 40, 40.5, 90, 131, 200)
    incidents = [
        lasting(60 * start, 60 * length) for start, length in zip(hours, (3, 20, 1, 2, 2, 4, 1, 7), strict=True)
    ]
    by_service = found(incidents, NOW._replace(by=By.SERVICE))
    assert in_minutes(record(by_service["mtbf-spread"], "checkout")["mean"]) == pytest.approx(200 * 60 / 7)
    assert in_minutes(record(by_service["mttr-spread"], "checkout")["mean"]) == pytest.approx(40 * 60 / 8)
    assert by_service["mtbf"].title == "MTBF: previous start (else detected) → next start, per service"
    assert record(by_service["mttf"], "checkout")["n"] == 5


def test_downtime_joins_windows_and_counts_what_is_pending_until_now() -> None:
    impact = stamp(90).event(ImpactRecorded, started_at=at(-30), ended_at=at(30))
    recorded = fold("INC-20261123-7F3K9", [opened(0), moved(20, "OPEN", "RESOLVED"), impact])
    incidents = [recorded, lasting(10, 40), lasting(200, 0)]
    row = records(found(incidents)["downtime"])[0]
    assert (row["incidents"], row["n"], in_minutes(row["downtime"])) == (3, 2, 80)
    still = records(found([*incidents, lasting(100, None)], Question(now=at(160)))["downtime"])[0]
    assert in_minutes(still["downtime"]) == 140
    assert getattr(still["downtime"], "text", "") == "≥ 2h 20m"


def test_months_and_severities_come_in_order() -> None:
    incidents = [lasting(60 * 24 * 40, 5, services=[]), lasting(0, 5, severity=Severity.SEV1, services=[])]
    groups = {by: [row[0] for row in found(incidents, Question(by))["mttr"].rows] for by in By}
    assert groups[By.MONTH] == ["2026-11", "2027-01"]
    assert groups[By.SEVERITY] == ["SEV1", "SEV2"]
    assert groups[By.SERVICE] == ["not recorded"]


def test_the_teams_own_measurements_are_reported() -> None:
    own = ExtraMeasurement(name="to close", from_="resolved", to="closed")
    settings = Settings(schema="revenant/workspace@1", measurements=[own])
    row = record(found([lasting(0, 10)], Question(settings=settings))["measurements"], "to close", "all")
    assert (counts(row), row["definition"]) == ([0, 0, 1, 0], "resolved → closed")


def test_one_measurement_may_be_asked_for() -> None:
    incidents = [lasting(0, 10), lasting(70, 10)]
    assert {row[0] for row in found(incidents, Question(measure="mtta"))["measurements"].rows} == {"MTTA"}
    only = found(incidents, NOW._replace(measure="MTBF"))
    assert list(only) == ["measurements", "measurements-few"]
    assert in_minutes(records(only["measurements-few"])[0]["duration"]) == 70
    with pytest.raises(UnknownMeasurementError) as refused:
        found(incidents, Question(measure="MTTX"))
    assert refused.value.hint == "one of: MTTD, MTTA, MTTM, MTTR, onset lag, impact, MTTF, MTBF"


def test_the_registry_knows_it() -> None:
    assert load_report("mttx") is mttx
