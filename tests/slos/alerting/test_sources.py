"""Indicators in PromQL: what is counted over a range, what is only known of a moment, and what cannot be asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.slos.alerting.sources import Measure, measure
from revenant.slos.errors import NotExpressibleError
from revenant.slos.slo import Indicator, Objective, Query
from tests.slos.alerting.making import ERRORS, expressions, generated, query, ratio, slo

QUICK = Objective(name="quick", target=0.99, op="lte", value=0.45)
R = "\x00"


def of(indicator: Indicator, objective: Objective = QUICK) -> Measure:
    it = slo(indicator, objective=objective)
    return measure(it, it.objectives[0])


def test_counters_are_counted_by_their_increase() -> None:
    assert of(ratio(bad=ERRORS, total="sum by (pod) (http_requests_total)")) == Measure(
        bad=f"(sum(increase({ERRORS}[{R}])) or vector(0))", total=f"sum(increase(http_requests_total[{R}]))"
    )


def test_what_is_no_counter_is_summed_up() -> None:
    found = of(ratio(good="fine", total="all", counter=False))
    assert found == Measure(good=f"(sum(sum_over_time(fine[{R}])) or vector(0))", total=f"sum(sum_over_time(all[{R}]))")
    assert of(ratio(good="a + b", total="all - c", counter=False)).is_ranged is False


def test_a_query_with_a_range_of_its_own_is_taken_as_it_is() -> None:
    found = of(ratio(bad="sum(rate(a[$window]))", total="rate(b[{{.window}}])"))
    assert found == Measure(bad=f"(sum(sum(rate(a[{R}]))) or vector(0))", total=f"sum(rate(b[{R}]))")


@pytest.mark.parametrize(("op", "bad"), [("lte", ">"), ("lt", ">="), ("gte", "<"), ("gt", "<=")])
def test_a_threshold_says_what_is_good(op: str, bad: str) -> None:
    found = of(Indicator(value=query("latency")), Objective(name="x", target=0.9, op=op, value=0.45))
    assert found == Measure(bad=f"avg(((latency) >= -Inf) {bad} bool 0.45)", is_threshold=True)


def test_a_raw_ratio_is_of_successes_unless_it_says_so() -> None:
    assert of(Indicator(raw=query("up"))).bad_share == "clamp_min(1 - avg(up), 0)"
    assert of(Indicator(raw=query("down"), raw_is_failure=True)).bad_share == "avg(down)"


@pytest.mark.parametrize("kind", ["Prometheus", "prometheus", "Amazon Prometheus", "Thanos", "Grafana-Mimir"])
def test_whoever_speaks_promql(kind: str) -> None:
    assert of(Indicator(raw=query("up", kind))).is_ranged is False


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        (Indicator(), "no indicator with queries"),
        (Indicator(total=query("a")), "no indicator with queries"),
        (Indicator(raw=query("avg:x{*}", "Datadog")), "'Datadog', which does not speak PromQL"),
        (Indicator(raw=Query(source="main", query="up")), "has no type"),
        (ratio(bad="1) or vector(1", total="a"), "the query of bad cannot be put into a rule: it closes a bracket"),
        (ratio(bad="a + b", total="a"), "no rate can be taken"),
        (ratio(bad="rate(a[$window])", total="a + b", counter=False), "one of its queries has a range"),
    ],
)
def test_what_cannot_be_asked(indicator: Indicator, words: str) -> None:
    with pytest.raises(NotExpressibleError, match=words.replace("(", r"\(").replace("+", r"\+")):
        of(indicator)


def test_a_threshold_without_a_value() -> None:
    with pytest.raises(NotExpressibleError, match="`op` and `value`"):
        of(Indicator(value=query("latency")), Objective(name="x", target=0.9))


def test_what_is_only_known_of_moments_is_looked_at_each_minute() -> None:
    found = generated(slo(ratio(good="a + b", total="c - d", counter=False)))
    assert found.groups[0].interval == timedelta(minutes=1)
    assert expressions(found)["slo:bad_events"] == "clamp_min(sum(c - d) - (sum(a + b) or vector(0)), 0)"
    assert expressions(found)["slo:error:ratio_rate1h"].startswith("sum_over_time(slo:bad_events{")
