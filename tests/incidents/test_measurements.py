"""Measurements: recorded, pending, not applicable, invalid; what was skipped is never zero."""

from __future__ import annotations

from datetime import timedelta

from revenant.core.settings import ExtraMeasurement
from revenant.incidents.events import ImpactRecorded, SignalsCorrelated
from revenant.incidents.measurements import IMPACT, Outcome, definitions, measure, measure_all
from revenant.incidents.snapshot import IncidentSnapshot
from tests.incidents.making import amended, at, incident, moved, opened, retracted, stamp, walked


def outcomes(it: IncidentSnapshot) -> dict[str, str]:
    return {span.name: str(span.outcome) for span in measure(it)}


def minutes(it: IncidentSnapshot, name: str) -> float | None:
    (span,) = [span for span in measure(it) if span.name == name]
    return None if span.duration is None else span.duration.total_seconds() / 60


def test_a_whole_incident_is_measured_from_detection() -> None:
    it = walked("ACKNOWLEDGED", "INVESTIGATING", "MITIGATED", "RESOLVED", started_at=at(-5))
    assert [minutes(it, name) for name in ("MTTD", "MTTA", "MTTM", "MTTR", "onset lag")] == [15, 10, 30, 40, 5]


def test_the_first_alert_goes_before_the_start_of_impact() -> None:
    alert = stamp(2).event(SignalsCorrelated, name="Slow", first=at(-2), last=at(0))
    it = incident(*walked("ACKNOWLEDGED", started_at=at(-5)).events, alert)
    assert minutes(it, "MTTD") == 12


def test_an_open_incident_is_pending_where_it_began() -> None:
    found = outcomes(incident(opened()))
    assert {name for name, outcome in found.items() if outcome == "pending"} == {"MTTA", "MTTM", "MTTR"}
    assert {name for name, outcome in found.items() if outcome == "not applicable"} == {"MTTD", "onset lag"}


def test_what_was_skipped_is_not_applicable_and_never_zero() -> None:
    it = walked("RESOLVED")
    assert (outcomes(it)["MTTA"], outcomes(it)["MTTM"], outcomes(it)["MTTR"]) == (
        "not applicable", "not applicable", "recorded",
    )  # fmt: skip
    assert minutes(it, "MTTA") is None


def test_nothing_of_a_cancelled_incident_counts() -> None:
    assert set(outcomes(walked("ACKNOWLEDGED", "CANCELLED")).values()) == {"not applicable"}


def test_an_end_before_its_start_is_invalid() -> None:
    ack = moved(10, "OPEN", "ACKNOWLEDGED")
    it = incident(opened(), ack, amended(11, ack, at="2026-11-23T09:59:00Z"))
    assert outcomes(it)["MTTA"] == "invalid"
    assert minutes(it, "MTTA") is None


def test_taking_a_resolution_back_makes_it_pending_again() -> None:
    resolved = moved(10, "OPEN", "RESOLVED")
    assert outcomes(incident(opened(), resolved, retracted(11, resolved)))["MTTR"] == "pending"


def test_a_team_adds_and_redefines_measurements() -> None:
    table = definitions(
        [
            ExtraMeasurement(name="time to close", from_="resolved", to="closed"),
            ExtraMeasurement(name="MTTR", from_="started", to="impact_ended"),
        ]
    )
    impact = stamp(3).event(ImpactRecorded, started_at=at(-4), ended_at=at(2))
    it = incident(*walked("RESOLVED", "CLOSED").events, impact)
    found = {span.name: span for span in measure(it, table)}
    assert found["time to close"].duration == timedelta(minutes=10)
    assert found["MTTR"].duration == timedelta(minutes=6)
    assert [each.definition for each in table if each.name == "MTTR"] == ["started → impact_ended"]


def test_many_are_measured_as_each_alone() -> None:
    its = [
        incident(opened()),
        walked("RESOLVED"),
        walked("ACKNOWLEDGED", "CANCELLED"),
        walked("RESOLVED", started_at=at(-5)),
    ]
    for measurement in definitions():
        found = measure_all(its, measurement)
        assert [found.span(place) for place in range(len(its))] == [measure(it, [measurement])[0] for it in its]
    assert [str(each) for each in measure_all(its, IMPACT).outcomes] == [
        "pending", "recorded", "not applicable", "recorded",
    ]  # fmt: skip


def test_a_milestone_that_does_not_exist_is_never_reached() -> None:
    own = definitions([ExtraMeasurement(name="x", from_="investigating", to="resolved")])[-1]
    assert measure(walked("RESOLVED"), [own])[0].outcome is Outcome.NOT_APPLICABLE


def test_no_time_at_all_is_no_impact() -> None:
    it = incident(opened(), moved(0, "OPEN", "RESOLVED"))
    assert measure(it, [IMPACT])[0].outcome is Outcome.NOT_APPLICABLE
    assert minutes(it, "MTTR") == 0


def test_outcomes_are_the_four_words_of_the_format() -> None:
    assert [str(each) for each in Outcome] == ["recorded", "pending", "not applicable", "invalid"]
