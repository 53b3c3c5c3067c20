"""Documents of slos/ read strictly: what OpenSLO v1 permits is a value, all that it forbids is told with its place.

The cases are those that OpenSLO's own Go library tests, and what the specification says beyond them.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from revenant.slos.documents.document import Item, SloFile
from revenant.store.slo_files import parse_slo_file
from tests.slos.openslo import (
    ALERT_CONDITION,
    ALERT_POLICY,
    CONDITION,
    GONE,
    POLICY,
    RATIO,
    SLI,
    SLO,
    SOURCE,
    changed,
)

INLINE_POLICY = {"kind": "AlertPolicy", "metadata": {"name": "loud"}, "spec": POLICY}
INLINE_CONDITION = {"kind": "AlertCondition", "metadata": {"name": "fast"}, "spec": CONDITION}
INLINE_TARGET = {"kind": "AlertNotificationTarget", "metadata": {"name": "pager"}, "spec": {"target": "pager"}}
OWN = {"indicator": {"metadata": {"name": "own"}, "spec": {"ratioMetric": RATIO}}}
COMPOSITE = changed(SLO, ("spec.indicator", GONE), ("spec.objectives.0.indicatorRef", "shown"))
WITH_POLICY = changed(SLO, ("spec.alertPolicies.0", INLINE_POLICY))
THRESHOLD = changed(
    SLO,
    ("spec.indicator.spec", {"thresholdMetric": SOURCE}),
    ("spec.objectives.0.op", "gte"),
    ("spec.objectives.0.value", 10),
)
INLINED = changed(ALERT_POLICY, ("spec.conditions.0", INLINE_CONDITION), ("spec.notificationTargets.0", INLINE_TARGET))


def read(document: Any) -> Item:
    (item,) = parse_slo_file(json.dumps(document, indent=1).encode(), "slos/a.yaml").items
    return item


def complaints(document: Any) -> list[tuple[str, str]]:
    """What is complained of, with the path of the part at whose line and column it is."""
    item = read(document)
    names = {place: ".".join(map(str, path)) for path, place in reversed(list(item.places.items()))}
    return [(names[line, col], message) for line, col, message in item.complaints]


def with_names(document: dict[str, Any], path: str) -> list[Any]:
    return [changed(document, (path, name)) for name in ("a", "a-b", "9", "A.b_c", "a" * 63)]


@pytest.mark.parametrize(
    "document",
    [
        SLO,
        SLI,
        ALERT_POLICY,
        ALERT_CONDITION,
        INLINED,
        THRESHOLD,
        COMPOSITE,
        WITH_POLICY,
        changed(SLO, ("spec.indicator", GONE), ("spec.indicatorRef", "shown")),
        changed(
            COMPOSITE, ("spec.objectives.0", {"target": 0.9, "timeSliceTarget": 1, "timeSliceWindow": "1m", **OWN})
        ),
        changed(COMPOSITE, ("spec.objectives.0.compositeWeight", 999999999999.9999)),
        changed(SLO, ("spec.description", "A" * 1050)),
        changed(SLI, ("spec.description", "A" * 1050)),
        changed(SLO, ("spec.budgetingMethod", "RatioTimeslices"), ("spec.objectives.0.timeSliceTarget", GONE)),
        changed(SLO, ("spec.budgetingMethod", "Occurrences"), ("spec.objectives.0.timeSliceWindow", GONE)),
        changed(SLO, ("spec.objectives.0.target", 0)),
        changed(SLO, ("spec.objectives.0.target", 0.9999)),
        changed(SLO, ("spec.objectives.0.target", GONE), ("spec.objectives.0.targetPercent", 99.9999)),
        changed(SLO, ("spec.objectives.0.target", GONE), ("spec.objectives.0.targetPercent", 0)),
        changed(SLO, ("spec.objectives.0.timeSliceTarget", 1)),
        changed(SLO, ("spec.objectives.0.timeSliceWindow", 5)),
        changed(SLO, ("spec.objectives.0.op", "gt")),
        changed(SLO, ("spec.timeWindow.0", {"duration": "4w", "isRolling": True})),
        changed(SLO, ("spec.alertPolicies", None)),
        changed(SLO, ("spec.alertPolicies", GONE)),
        changed(THRESHOLD, ("spec.indicator", GONE), ("spec.indicatorRef", "lag")),
        changed(SLI, ("spec.ratioMetric", {"bad": SOURCE, "total": SOURCE})),
        changed(SLI, ("spec.ratioMetric", {"raw": SOURCE, "rawType": "success"})),
        changed(SLI, ("spec.ratioMetric", {"raw": SOURCE, "rawType": "failure"})),
        changed(SLI, ("spec", {"thresholdMetric": SOURCE})),
        changed(SLI, ("spec.ratioMetric.good.metricSource.metricSourceRef", "")),
        changed(ALERT_CONDITION, ("spec.condition.kind", GONE)),
        changed(ALERT_CONDITION, ("spec.condition.alertAfter", "0m")),
        changed(ALERT_CONDITION, ("spec.condition.alertAfter", GONE)),
        *(changed(SLO, ("metadata.labels", {key: []})) for key in ("l" * 63, "net_this.that-this", "9net", "nEt")),
        *(
            changed(SLO, ("metadata.annotations", {key: "this"}))
            for key in ("l" * 63, "net", "openslo.com/service", "domain/service", "domain.this.org/a.foo", "nEt")
        ),
        *with_names(SLO, "metadata.name"),
        *with_names(SLO, "spec.alertPolicies.0.alertPolicyRef"),
        *(changed(THRESHOLD, ("spec.objectives.0.op", op)) for op in ("lt", "lte", "gt", "gte")),
        *(changed(SLO, ("spec.timeWindow.0.duration", text)) for text in ("10m", "5h", "2d", "1w", "3M", "1Q", "1Y")),
    ],
)
def test_what_the_format_permits_is_read(document: Any) -> None:
    item = read(document)
    assert item.complaints == []
    assert item.value is not None


NAMED = "a name of letters, digits, - _ and . that begins and ends with a letter or a digit, at most 200 of them"
CHOICE = "{0}: there is {1} already, and only one of {1} and {0} may be"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (changed(SLO, ("kind", "Sloe")), [("kind", "kind: 'Sloe' is none of")]),
        (changed(SLO, ("kind", ["SLO"])), [("kind", "kind: ['SLO'] is none of")]),
        (changed(SLO, ("kind", GONE)), [("", "missing key `kind`")]),
        (changed(SLO, ("apiVersion", GONE)), [("", "missing key `apiVersion`")]),
        (changed(SLO, ("apiVersion", 1)), [("apiVersion", "apiVersion: ")]),
        ("text", [("", "expected an OpenSLO document: keys with values")]),
        (changed(SLO, ("metadata", GONE)), [("", "missing key `metadata`")]),
        (changed(SLO, ("metadata.name", GONE)), [("metadata", "metadata: missing key `name`")]),
        (changed(SLO, ("metadata.name", "MY SERVICE")), [("metadata.name", f"metadata.name: Expected {NAMED}")]),
        (changed(SLO, ("metadata.name", "a" * 201)), [("metadata.name", f"metadata.name: Expected {NAMED}")]),
        (changed(SLO, ("metadata.name", "../../etc/passwd")), [("metadata.name", f"metadata.name: Expected {NAMED}")]),
        (changed(SLO, ("metadata.name", "a\n")), [("metadata.name", f"metadata.name: Expected {NAMED}")]),
        (changed(SLO, ("metadata.name", "..")), [("metadata.name", f"metadata.name: Expected {NAMED}")]),
        (changed(SLO, ("metadata.labels", {"tier": 1})), [("metadata.labels.tier", "metadata.labels.tier: Expected ")]),
        (changed(SLO, ("spec", GONE)), [("", "missing key `spec`")]),
        (changed(SLO, ("spec.description", "A" * 1051)), [("spec.description", "spec.description: Expected text of ")]),
        (
            changed(SLO, ("spec.budgetingMethod", "timeslices")),
            [
                (
                    "spec.budgetingMethod",
                    "spec.budgetingMethod: Invalid enum value 'timeslices'; there are Occurrences, ",
                )
            ],
        ),
        (changed(SLO, ("spec.service", GONE)), [("spec", "spec: missing key `service`")]),
        (changed(SLO, ("spec.service", "")), [("spec.service", "spec.service: Expected text of length >= 1")]),
        (changed(SLO, ("spec.indicator", GONE)), [("spec", "needs indicator or indicatorRef")]),
        (
            changed(SLO, ("spec.indicatorRef", "shown")),
            [("spec.indicatorRef", CHOICE.format("indicatorRef", "indicator"))],
        ),
        (
            changed(COMPOSITE, ("spec.indicatorRef", "shown")),
            [("spec.indicatorRef", "indicatorRef: the objectives have indicators of their own")],
        ),
        (
            changed(COMPOSITE, ("spec.objectives.0.indicator", OWN["indicator"])),
            [("spec.objectives.0.indicatorRef", CHOICE.format("indicatorRef", "indicator"))],
        ),
        (
            changed(COMPOSITE, ("spec.objectives", [*COMPOSITE["spec"]["objectives"], SLO["spec"]["objectives"][0]])),
            [("spec.objectives.1", "needs indicator or indicatorRef")],
        ),
        (
            changed(COMPOSITE, ("spec.objectives.0.indicatorRef", "my sli")),
            [("spec.objectives.0.indicatorRef", f"spec.objectives.indicatorRef: Expected {NAMED}")],
        ),
        *(
            (
                changed(COMPOSITE, ("spec.objectives.0.compositeWeight", weight)),
                [("spec.objectives.0.compositeWeight", "spec.objectives.compositeWeight: Expected a number > 0.0")],
            )
            for weight in (0, -2.0)
        ),
        (
            changed(SLO, ("spec.indicator", GONE), ("spec.indicatorRef", "my sli")),
            [("spec.indicatorRef", f"spec.indicatorRef: Expected {NAMED}")],
        ),
        (
            changed(SLO, ("spec.indicator.metadata", GONE)),
            [("spec.indicator", "spec.indicator: missing key `metadata`")],
        ),
        (
            changed(SLO, ("spec.indicator.metadata.labels", {"net_": "a"})),
            [("spec.indicator.metadata.labels.net_", "labels: 'net_' is no key")],
        ),
        (
            changed(SLO, ("spec.indicator.spec", {})),
            [("spec.indicator.spec", "needs ratioMetric or thresholdMetric")],
        ),
        (changed(SLO, ("spec.timeWindow", GONE)), [("spec", "spec: missing key `timeWindow`")]),
        (
            changed(SLO, ("spec.timeWindow", [])),
            [("spec.timeWindow", "spec.timeWindow: Expected a list of length >= 1")],
        ),
        (
            changed(SLO, ("spec.timeWindow", SLO["spec"]["timeWindow"] * 2)),
            [("spec.timeWindow", "spec.timeWindow: Expected a list of length <= 1")],
        ),
        (
            changed(SLO, ("spec.timeWindow.0.duration", GONE)),
            [("spec.timeWindow.0", "spec.timeWindow: missing key `duration`")],
        ),
        *(
            (
                changed(SLO, ("spec.timeWindow.0.duration", text)),
                [("spec.timeWindow.0.duration", "spec.timeWindow.duration: Expected a duration such as 5m (minutes)")],
            )
            for text in ("-1m", "1", "1invalid", "0w", "", "1m\n", "1 w")
        ),
        (
            changed(SLO, ("spec.timeWindow.0.duration", "11Y")),
            [("spec.timeWindow.0.duration", "duration: expected at most ten years (3660 days)")],
        ),
        (
            changed(SLO, ("spec.timeWindow.0.isRolling", True)),
            [("spec.timeWindow.0.calendar", "calendar: a window that isRolling follows no calendar")],
        ),
        (
            changed(SLO, ("spec.timeWindow.0.calendar", GONE)),
            [("spec.timeWindow.0", "needs isRolling: true, or a calendar")],
        ),
        *(
            (
                changed(SLO, ("spec.timeWindow.0.calendar.startTime", text)),
                [("spec.timeWindow.0.calendar.startTime", "startTime: expected a date and a time without a zone")],
            )
            for text in ("2026-01-05", "2026-01-05T00:00:00Z", "2026-02-30 00:00:00", "2026-01-05 24:00:00", "soon")
        ),
        (
            changed(SLO, ("spec.timeWindow.0.calendar.timeZone", "Mars/Olympus")),
            [("spec.timeWindow.0.calendar.timeZone", "timeZone: ")],
        ),
        (
            changed(SLO, ("spec.timeWindow.0.calendar.timeZone", "../../../etc/localtime")),
            [("spec.timeWindow.0.calendar.timeZone", "timeZone: ")],
        ),
        (
            changed(SLO, ("spec.objectives", [])),
            [("spec.objectives", "spec.objectives: Expected a list of length >= 1")],
        ),
        (
            changed(SLO, ("spec.objectives.0.target", 1.0)),
            [("spec.objectives.0.target", "spec.objectives.target: Expected a number < 1.0")],
        ),
        (
            changed(SLO, ("spec.objectives.0.target", -0.1)),
            [("spec.objectives.0.target", "spec.objectives.target: Expected a number >= 0.0")],
        ),
        *(
            (
                changed(SLO, ("spec.objectives.0.target", GONE), ("spec.objectives.0.targetPercent", percent)),
                [("spec.objectives.0.targetPercent", "spec.objectives.targetPercent: Expected a number ")],
            )
            for percent in (100, -0.1)
        ),
        (changed(SLO, ("spec.objectives.0.target", GONE)), [("spec.objectives.0", "needs target or targetPercent")]),
        (
            changed(SLO, ("spec.objectives.0.targetPercent", 99)),
            [("spec.objectives.0.targetPercent", CHOICE.format("targetPercent", "target"))],
        ),
        *(
            (
                changed(SLO, ("spec.objectives.0.timeSliceTarget", target)),
                [("spec.objectives.0.timeSliceTarget", "spec.objectives.timeSliceTarget: Expected a number ")],
            )
            for target in (0, 1.1)
        ),
        (
            changed(SLO, ("spec.objectives.0.timeSliceTarget", GONE)),
            [("spec.objectives.0", "missing key `timeSliceTarget`, which Timeslices needs")],
        ),
        *(
            (
                changed(SLO, ("spec.budgetingMethod", method), ("spec.objectives.0.timeSliceWindow", GONE)),
                [("spec.objectives.0", f"missing key `timeSliceWindow`, which {method} needs")],
            )
            for method in ("Timeslices", "RatioTimeslices")
        ),
        (
            changed(SLO, ("spec.objectives.0.timeSliceWindow", "1x")),
            [("spec.objectives.0.timeSliceWindow", "spec.objectives.timeSliceWindow: Expected a duration such as 5m")],
        ),
        (
            changed(THRESHOLD, ("spec.objectives.0.op", GONE), ("spec.objectives.0.value", GONE)),
            [("spec.objectives.0", "missing key `op`, which"), ("spec.objectives.0", "missing key `value`, which")],
        ),
        (
            changed(THRESHOLD, ("spec.objectives", THRESHOLD["spec"]["objectives"] * 2)),
            [("spec.objectives.1", "a thresholdMetric takes one objective")],
        ),
        (
            changed(THRESHOLD, ("spec.objectives.0.op", "lessThan")),
            [
                (
                    "spec.objectives.0.op",
                    "spec.objectives.op: Invalid enum value 'lessThan'; there are lt, lte, gt or gte",
                )
            ],
        ),
        (
            changed(SLO, ("spec.alertPolicies.0", {"alertPolicyRef": "loud", **INLINE_POLICY})),
            [("spec.alertPolicies.0.kind", "kind: there is alertPolicyRef already")],
        ),
        (
            changed(SLO, ("spec.alertPolicies.0", {})),
            [("spec.alertPolicies.0", "needs alertPolicyRef, or kind, metadata and spec")],
        ),
        *(
            (
                changed(SLO, ("spec.alertPolicies.0.alertPolicyRef", name)),
                [("spec.alertPolicies.0.alertPolicyRef", f"spec.alertPolicies.alertPolicyRef: Expected {NAMED}")],
            )
            for name in ("invalid ref", "")
        ),
        (
            changed(WITH_POLICY, ("spec.alertPolicies.0.kind", "DataSource")),
            [("spec.alertPolicies.0.kind", "spec.alertPolicies.kind: Invalid enum value 'DataSource'")],
        ),
        (
            changed(WITH_POLICY, ("spec.alertPolicies.0.metadata", GONE)),
            [("spec.alertPolicies.0", "missing key `metadata`")],
        ),
        (
            changed(WITH_POLICY, ("spec.alertPolicies.0.spec.conditions", [])),
            [
                (
                    "spec.alertPolicies.0.spec.conditions",
                    "spec.alertPolicies.spec.conditions: Expected a list of length >=",
                )
            ],
        ),
        (
            changed(SLI, ("spec", {"ratioMetric": RATIO, "thresholdMetric": SOURCE})),
            [("spec.thresholdMetric", CHOICE.format("thresholdMetric", "ratioMetric"))],
        ),
        (changed(SLI, ("spec", {})), [("spec", "needs ratioMetric or thresholdMetric")]),
        (changed(SLI, ("spec.description", "A" * 1051)), [("spec.description", "spec.description: Expected text of ")]),
        (
            changed(SLI, ("spec.ratioMetric", {})),
            [("spec.ratioMetric", "needs good or bad"), ("spec.ratioMetric", "needs total or raw")],
        ),
        (
            changed(SLI, ("spec.ratioMetric", {"total": SOURCE, "raw": SOURCE, "rawType": "success"})),
            [("spec.ratioMetric.raw", CHOICE.format("raw", "total"))],
        ),
        *(
            (
                changed(SLI, ("spec.ratioMetric", {"raw": SOURCE, "rawType": "success"} | dict.fromkeys(keys, SOURCE))),
                [(f"spec.ratioMetric.{key}", f"{key}: raw is the whole ratio") for key in sorted(keys, reverse=True)],
            )
            for keys in (["good"], ["bad"], ["good", "bad"])
        ),
        (
            changed(SLI, ("spec.ratioMetric.bad", SOURCE)),
            [("spec.ratioMetric.bad", CHOICE.format("bad", "good"))],
        ),
        (changed(SLI, ("spec.ratioMetric", {"total": SOURCE})), [("spec.ratioMetric", "needs good or bad")]),
        (changed(SLI, ("spec.ratioMetric", {"raw": SOURCE})), [("spec.ratioMetric", "missing key `rawType`")]),
        (
            changed(SLI, ("spec.ratioMetric", {"raw": SOURCE, "rawType": "invalid"})),
            [
                (
                    "spec.ratioMetric.rawType",
                    "spec.ratioMetric.rawType: Invalid enum value 'invalid'; there are success ",
                )
            ],
        ),
        *(
            (
                changed(SLI, (f"spec.ratioMetric.{key}", {})),
                [(f"spec.ratioMetric.{key}", f"spec.ratioMetric.{key}: missing key `metricSource`")],
            )
            for key in ("good", "total")
        ),
        (
            changed(SLI, ("spec.ratioMetric.good.metricSource.spec", {})),
            [("spec.ratioMetric.good.metricSource.spec", "spec.ratioMetric.good.metricSource.spec: Expected ")],
        ),
        (
            changed(
                SLI, ("spec", {"thresholdMetric": {"metricSource": {"metricSourceRef": "my dog", "spec": {"q": 1}}}})
            ),
            [
                (
                    "spec.thresholdMetric.metricSource.metricSourceRef",
                    "spec.thresholdMetric.metricSource.metricSourceRef: ",
                )
            ],
        ),
        (changed(ALERT_POLICY, ("spec.conditions", GONE)), [("spec", "spec: missing key `conditions`")]),
        (
            changed(ALERT_POLICY, ("spec.conditions", POLICY["conditions"] * 2)),
            [("spec.conditions", "spec.conditions: Expected a list of length <= 1")],
        ),
        (
            changed(ALERT_POLICY, ("spec.notificationTargets", [])),
            [("spec.notificationTargets", "spec.notificationTargets: Expected a list of length >= 1")],
        ),
        (
            changed(ALERT_POLICY, ("spec.conditions.0", {"conditionRef": "a", **INLINE_CONDITION})),
            [("spec.conditions.0.kind", "kind: there is conditionRef already")],
        ),
        (
            changed(ALERT_POLICY, ("spec.conditions.0.conditionRef", "invalid ref")),
            [("spec.conditions.0.conditionRef", f"spec.conditions.conditionRef: Expected {NAMED}")],
        ),
        (
            changed(INLINED, ("spec.conditions.0.kind", "SLO")),
            [("spec.conditions.0.kind", "spec.conditions.kind: Invalid enum value 'SLO'")],
        ),
        (
            changed(INLINED, ("spec.notificationTargets.0.spec.target", "")),
            [("spec.notificationTargets.0.spec.target", "spec.notificationTargets.spec.target: Expected text of ")],
        ),
        (
            changed(ALERT_POLICY, ("spec.notificationTargets.0.targetRef", "invalid ref")),
            [("spec.notificationTargets.0.targetRef", f"spec.notificationTargets.targetRef: Expected {NAMED}")],
        ),
        (
            changed(ALERT_CONDITION, ("spec.severity", GONE), ("spec.description", "A" * 1051)),
            [("spec", "spec: missing key `severity`"), ("spec.description", "spec.description: Expected text of ")],
        ),
        (changed(ALERT_CONDITION, ("spec.condition", GONE)), [("spec", "spec: missing key `condition`")]),
        (
            changed(ALERT_CONDITION, ("spec.condition.kind", "wrong")),
            [("spec.condition.kind", "spec.condition.kind: Invalid enum value 'wrong'")],
        ),
        *(
            (
                changed(ALERT_CONDITION, (f"spec.condition.{key}", GONE)),
                [("spec.condition", f"spec.condition: missing key `{key}`")],
            )
            for key in ("op", "threshold", "lookbackWindow")
        ),
        (
            changed(ALERT_CONDITION, ("spec.condition.lookbackWindow", "5x")),
            [("spec.condition.lookbackWindow", "spec.condition.lookbackWindow: Expected a duration such as 5m")],
        ),
        (
            changed(ALERT_CONDITION, ("spec.condition.alertAfter", "-1m")),
            [("spec.condition.alertAfter", "spec.condition.alertAfter: Expected a duration such as 5m")],
        ),
        *(
            (changed(SLO, ("metadata.labels", {key: "a"})), [(f"metadata.labels.{key}", f"labels: {key!r} is no key")])
            for key in ("l" * 64, "net_", "net.", "net-", "_net", "-net", ".net", "a\n")
        ),
        *(
            (
                changed(SLO, ("metadata.annotations", {key: "a"})),
                [(f"metadata.annotations.{key}", f"annotations: {key!r} is no key")],
            )
            for key in (
                *("l" * 64, f"{'l' * 254}/net", f"{'l.' * 127}/net", "net_", ".net", "openslo.com/", "openslo.com!/a"),
                *("-openslo.com/a", "openslo.com./a", "openslo..this.com/a", "openslo.-this.com/a", "open_slo.org/a"),
                *("openslo.this-.com/a", "/a", "a/b/c"),
            )
        ),
    ],
)
def test_what_the_format_forbids_is_told_where_it_stands(document: Any, expected: list[tuple[str, str]]) -> None:
    found = complaints(document)
    assert [path for path, _ in found] == [path for path, _ in expected]
    assert [message for (_, message), (_, words) in zip(found, expected, strict=True) if words not in message] == []
    assert read(document).value is None


def test_everything_that_is_wrong_is_told_at_once() -> None:
    document = changed(
        SLO,
        ("metadata.name", "a b"),
        ("spec.service", GONE),
        ("spec.timeWindow.0.isRolling", True),
        ("spec.objectives.0.targetPercent", 99),
        ("spec.objectives.0.timeSliceWindow", "1x"),
    )
    assert len(complaints(document)) == 5
    bare = {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "a b"}}
    assert sorted(message for _, message in complaints(bare)) == [
        f"metadata.name: Expected {NAMED}",
        "missing key `spec`",
    ]
    spoilt = changed(SLO, ("spec.service", GONE), ("spec.budgetingMethod", GONE), ("spec.timeWindow", "4w"))
    assert [message for _, message in complaints(spoilt)] == [
        "spec: missing key `budgetingMethod`",
        "spec: missing key `service`",
        "spec.timeWindow: Expected a list, got text",
    ]


def test_numbers_without_an_end_are_refused() -> None:
    content = json.dumps(changed(THRESHOLD, ("spec.objectives.0.value", 7)), indent=1).replace("7", ".inf").encode()
    (item,) = parse_slo_file(content, "slos/a.yaml").items
    assert [message for _, _, message in item.complaints] == ["value: expected a number that has an end"]


def test_a_list_of_documents_is_as_good_as_one_after_the_other() -> None:
    file = parse_slo_file(json.dumps([SLO, SLI, changed(SLI, ("spec", {}))], indent=1).encode(), "slos/a.yaml")
    assert [item.value is not None for item in file.items] == [True, True, False]
    assert file.items[2].complaints[0][0] == file.items[2].at("spec")[0]


def test_empty_documents_are_none() -> None:
    assert parse_slo_file(b"---\n---\n# nothing\n---\nnull\n", "slos/a.yaml").items == []
    file = parse_slo_file(b'--- ""\n---\napiVersion: openslo/v1\n', "slos/a.yaml")
    assert [item.at() for item in file.items] == [(1, 5), (3, 1)]


@pytest.mark.parametrize("content", [b"a: [", b"a: &x 1\nb: *x\n", b"\xff\xff", b"a: !!python/object:os.system 1\n"])
def test_a_file_that_is_no_strict_yaml_is_one_complaint(content: bytes) -> None:
    file = parse_slo_file(content, "slos/a.yaml")
    assert file == SloFile("slos/a.yaml", file.rows, (), file.complaints)
    assert len(file.complaints) == 1


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (changed(SLO, ("apiVersion", "openslo/v1alpha")), "apiVersion 'openslo/v1alpha' is not 'openslo/v1'"),
        (changed(SLO, ("apiVersion", "sloth.slok.dev/v1")), "apiVersion 'sloth.slok.dev/v1' is not 'openslo/v1'"),
        (changed(SLO, ("kind", "DataSource")), "DataSource is a kind that nothing here reads"),
        (changed(SLO, ("kind", "Service")), "Service is a kind that nothing here reads"),
    ],
)
def test_what_belongs_to_others_is_named_and_not_judged(document: Any, why: str) -> None:
    item = read(document)
    assert (item.outside, item.complaints, item.value) == (why, (), None)


def test_a_number_without_end_is_told_once() -> None:
    content = json.dumps(changed(SLO, ("spec.objectives.0.target", "NAN"))).replace('"NAN"', ".nan")
    (item,) = parse_slo_file(content.encode(), "slos/x.yaml").items
    assert [each[2] for each in item.complaints] == ["target: expected a number that has an end"]
