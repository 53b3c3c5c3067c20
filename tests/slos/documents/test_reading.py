"""From documents to SLOs: references followed, durations and targets as values."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from revenant.slos.documents.document import SHAPES, without_nulls
from revenant.slos.documents.fitting import missing_keys, unknown_keys
from revenant.slos.documents.reading import Placed, slos_of
from revenant.slos.documents.references import references
from revenant.slos.documents.unread import idle_keys, is_composite
from revenant.slos.slo import BurnAlert, Method, Slo
from tests.slos.openslo import ALERT_CONDITION, ALERT_POLICY, CONDITION, GONE, SLI, SLO, SOURCE, changed


def placed(*documents: dict[str, Any]) -> list[Placed]:
    return [
        Placed(msgspec.convert(each, SHAPES[each["kind"]]), "slos/a.yaml", line) for line, each in enumerate(documents)
    ]


def slo(*documents: dict[str, Any]) -> Slo:
    (found,) = slos_of(placed(*documents))
    return found


def test_a_document_as_a_value() -> None:
    found = slo(SLO)
    assert (found.name, found.title, found.service, found.method) == (
        "basket", "The basket", "checkout", Method.TIMESLICES,
    )  # fmt: skip
    assert found.labels == {"team": "shop,web", "stage": "live"}
    assert (found.window.length, found.window.start, found.window.zone) == (
        timedelta(days=7), datetime(2026, 1, 5), "UTC",
    )  # fmt: skip
    (objective,) = found.objectives
    assert (objective.name, objective.target, objective.slice_target, objective.slice) == (
        "99 %", 0.99, 0.9, timedelta(minutes=1),
    )  # fmt: skip
    assert found.indicator.is_counter
    assert found.indicator.good
    assert found.indicator.good.query == "requests_total"


@pytest.mark.parametrize(
    ("percent", "target", "shown"),
    [
        (99.95, 0.9995, "99.95 %"),
        (99.9999999, 0.999999999, "99.9999999 %"),
        (99, 0.99, "99 %"),
        (90, 0.9, "90 %"),
        (29, 0.29, "29 %"),
        (1e-05, 1e-07, "0.00001 %"),
        (0, 0.0, "0 %"),
    ],
)
def test_a_percentage_is_the_same_digits_as_a_share(percent: float, target: float, shown: str) -> None:
    document = changed(SLO, ("spec.objectives.0", {"targetPercent": percent}), ("spec.budgetingMethod", "Occurrences"))
    (objective,) = slo(document).objectives
    assert (objective.target, objective.percent, objective.name) == (target, shown, shown)
    assert objective.allowed == 1 - Fraction(str(percent)) / 100


def test_objectives_have_names_that_tell_them_apart() -> None:
    objectives = [
        {"target": 0.9},
        {"target": 0.9},
        {"target": 0.9, "op": "lte", "value": 0.45},
        {"displayName": "quick", "target": 0.9},
        {"displayName": "quick", "target": 0.99},
    ]
    document = changed(SLO, ("spec.objectives", objectives))
    assert [each.name for each in slo(document).objectives] == [
        "90 %", "90 % (2)", "90 % lte 0.45", "quick", "quick (5)",
    ]  # fmt: skip


def test_a_slice_as_a_number_is_minutes() -> None:
    assert slo(changed(SLO, ("spec.objectives.0.timeSliceWindow", 5))).objectives[0].slice == timedelta(minutes=5)


def test_a_rolling_window_has_no_start() -> None:
    window = slo(changed(SLO, ("spec.timeWindow.0", {"duration": "4w", "isRolling": True}))).window
    assert (window.is_rolling, window.length, window.text) == (True, timedelta(days=28), "4w")


def test_an_indicator_is_found_by_its_name_wherever_it_stands() -> None:
    document = changed(SLO, ("spec.indicator", GONE), ("spec.indicatorRef", "shown"))
    sli = changed(SLI, ("metadata.name", "shown"), ("spec", {"thresholdMetric": SOURCE}))
    found = slo(document, sli).indicator
    assert (found.name, found.good) == ("shown", None)
    assert found.value
    assert found.value.query == "requests_total"
    assert not slo(document).indicator.has_query


def test_an_objective_may_have_an_indicator_of_its_own() -> None:
    document = changed(SLO, ("spec.indicator", GONE), ("spec.objectives.0.indicatorRef", "shown"))
    (objective,) = slo(document, changed(SLI, ("metadata.name", "shown"))).objectives
    assert objective.indicator
    assert objective.indicator.has_query


def test_alerts_come_from_policies_and_conditions_wherever_they_stand() -> None:
    inline = {
        "kind": "AlertPolicy",
        "metadata": {"name": "slow"},
        "spec": ALERT_POLICY["spec"]
        | {"conditions": [{"kind": "AlertCondition", "metadata": {"name": "here"}, "spec": CONDITION}]},
    }
    document = changed(SLO, ("spec.alertPolicies", [{"alertPolicyRef": "loud"}, inline, {"alertPolicyRef": "nowhere"}]))
    policy = changed(ALERT_POLICY, ("metadata.name", "loud"))
    condition = changed(ALERT_CONDITION, ("metadata.name", "fast"), ("spec.condition.alertAfter", "0m"))
    lookback, after = timedelta(hours=1), timedelta(minutes=5)
    assert slo(document, policy, condition).alerts == (
        BurnAlert(name="fast", op="gt", threshold=2, lookback=lookback, severity="page", entry=0),
        BurnAlert(name="here", op="gt", threshold=2, lookback=lookback, after=after, severity="page", entry=1),
    )


def test_slos_come_in_order_of_names_and_the_first_of_two_documents_counts() -> None:
    other = changed(SLO, ("metadata.name", "a"), ("spec.indicator", GONE), ("spec.indicatorRef", "shown"))
    first = changed(SLI, ("metadata.name", "shown"))
    second = changed(first, ("spec", {"thresholdMetric": SOURCE}))
    found = slos_of(placed(SLO, other, first, second))
    assert [each.name for each in found] == ["a", "basket"]
    assert found[0].indicator.good


def test_references_of_a_document() -> None:
    document = changed(
        SLO,
        ("spec.indicator", GONE),
        ("spec.objectives.0.indicatorRef", "shown"),
        ("spec.alertPolicies", [{"alertPolicyRef": "loud"}, ALERT_POLICY | {"kind": "AlertPolicy"}]),
    )
    found = [tuple(each) for each in references(placed(document)[0].document)]
    assert found == [
        (("spec", "objectives", 0, "indicatorRef"), "SLI", "shown"),
        (("spec", "alertPolicies", 0, "alertPolicyRef"), "AlertPolicy", "loud"),
        (("spec", "alertPolicies", 1, "spec", "conditions", 0, "conditionRef"), "AlertCondition", "fast"),
    ]
    assert [each.name for each in references(placed(ALERT_POLICY)[0].document)] == ["fast"]
    assert list(references(placed(SLI)[0].document)) == []


def test_keys_that_the_format_does_not_have_are_found_wherever_they_stand() -> None:
    document = changed(
        SLO,
        ("metadata.owner", "shop"),
        ("spec.budgetingMetod", "Occurrences"),
        ("spec.indicator.spec.ratioMetric.good.metricSource.spec.anything", {"goes": 1}),
        ("spec.timeWindow.0.calendar.timezone", "UTC"),
        ("spec.alertPolicies.0", {"kind": "AlertPolicy", "spec": {"conditions": [{"ref": 1}]}}),
    )
    found = dict(unknown_keys(document))
    assert sorted(found, key=str) == [
        ("metadata", "owner"),
        ("spec", "alertPolicies", 0, "spec", "conditions", 0, "ref"),
        ("spec", "budgetingMetod"),
        ("spec", "timeWindow", 0, "calendar", "timezone"),
    ]
    assert found["spec", "budgetingMetod"].endswith("did you mean budgetingMethod?")


def test_keys_that_are_needed_are_missed_wherever_they_should_stand() -> None:
    document = changed(
        SLO, ("metadata", {}), ("spec.service", GONE), ("spec.timeWindow.0.calendar", {"timeZone": "UTC"})
    )
    assert sorted(missing_keys(document), key=str) == [
        (("metadata",), "metadata: missing key `name`"),
        (("spec", "timeWindow", 0, "calendar"), "spec.timeWindow.calendar: missing key `startTime`"),
        (("spec",), "spec: missing key `service`"),
    ]


def test_keys_that_mean_nothing_where_they_stand() -> None:
    document = changed(SLO, ("spec.objectives.0.op", "gt"), ("spec.budgetingMethod", "Occurrences"))
    assert [path[-1] for path, _ in idle_keys(document)] == ["timeSliceTarget", "timeSliceWindow", "op"]
    assert list(idle_keys(SLO)) == []
    ratio = changed(SLO, ("spec.budgetingMethod", "RatioTimeslices"))
    assert [path[-1] for path, _ in idle_keys(ratio)] == ["timeSliceTarget"]
    threshold = changed(document, ("spec.indicator.spec", {"thresholdMetric": SOURCE}))
    assert [path[-1] for path, _ in idle_keys(threshold)] == ["timeSliceTarget", "timeSliceWindow"]


def test_composites_are_known_by_indicators_of_objectives() -> None:
    assert not is_composite(SLO)
    assert is_composite(changed(SLO, ("spec.objectives.0.indicatorRef", "shown")))


def test_a_key_with_nothing_behind_it_is_as_good_as_none() -> None:
    assert without_nulls({"a": None, "b": {"c": None, "d": [None, {"e": None}]}}) == {"b": {"d": [None, {}]}}
