"""The real promtool checks the rules, and fires when our own evaluation of the same data does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revenant.render.prometheus_rules import render_rules
from revenant.render.prometheus_tests import render_tests
from revenant.slos.alerting.generating import try_out
from revenant.slos.budgeting.standing import standings
from revenant.slos.slo import BurnAlert, Indicator, Method, Objective, Slo
from revenant.slos.usage import Meter
from revenant.slos.window import Window
from revenant.store.alert_rules import parse_rule_file
from revenant.store.slo_data import DataMeter
from tests.conftest import ROOT
from tests.e2e.promtool import Expected, Promtool
from tests.slos.alerting.making import ERRORS, REQUESTS, generated, query, ratio, slo
from tests.slos.measuring.files import NOON, TextFile, csv_text, row

BAD_SERIES = 'http_requests_total{code="500"}'
GOOD_SERIES = 'http_requests_total{code="200"}'


@pytest.fixture(scope="module")
def promtool(tmp_path_factory: pytest.TempPathFactory) -> Promtool:
    return Promtool(tmp_path_factory.mktemp("promtool"))


class Minute(NamedTuple):
    """How many requests came in a minute, and how many of them failed."""

    total: int
    bad: int


def _meter(minutes: Sequence[Minute], method: Method) -> Meter:
    """Our own reader of a table of these minutes."""
    rows = [row(place, place + 1, each.total - each.bad, each.total) for place, each in enumerate(minutes)]
    return DataMeter(method, TextFile(csv_text(rows)), "a test")


def _ours(it: Slo, minutes: Sequence[Minute], at: Iterable[int]) -> Iterator[Expected]:
    """What our evaluation says at these minutes, as promtool is to find it; on the very edge nothing is expected."""
    meter = _meter(minutes, it.method)
    for minute in at:
        (found,) = standings(it, meter, [], [], NOON + timedelta(minutes=minute))
        for each in found.burning:
            if each.long is None or each.short is None:
                continue
            if min(abs(each.long - each.factor), abs(each.short - each.factor)) < 1e-9:
                continue
            long = f"{each.window.long // timedelta(hours=1)}h" if each.window.long < timedelta(days=1) else ""
            long = long or f"{each.window.long.days}d"
            firing = f'count(ALERTS{{alertstate="firing",long_window="{long}",severity_floor!="SEV1"}}) or vector(0)'
            yield Expected(minute, firing, float(each.fires))
            yield Expected(minute, f"abs(sum(slo:burn:ratio_rate{long}) - {each.long!r}) < bool 1e-6", 1.0)


def _counted(values: Iterable[int]) -> list[float | None]:
    return [float(value) for value in accumulate(values, initial=0)]


def _series(minutes: Sequence[Minute]) -> dict[str, list[float | None]]:
    good = _counted(each.total - each.bad for each in minutes)
    return {GOOD_SERIES: good, BAD_SERIES: _counted(each.bad for each in minutes)}


SEGMENTS = st.lists(
    st.tuples(st.integers(1, 90), st.sampled_from([0, 60, 1000]), st.sampled_from([0.0, 0.002, 0.02, 0.1, 1.0])),
    min_size=1,
    max_size=6,
)


OBJECTIVES = st.sampled_from([0.95, 0.99, 0.999])
INDICATORS = st.sampled_from([ratio(bad=ERRORS), ratio(good='http_requests_total{code!~"5.."}')])


@pytest.mark.parametrize("method", [*Method])
@given(SEGMENTS, st.sampled_from([7, 28, 30]), OBJECTIVES, INDICATORS)
@settings(max_examples=5)
def test_prometheus_alerts_at_the_minute_we_do(
    promtool: Promtool,
    method: Method,
    segments: list[tuple[int, int, float]],
    days: int,
    target: float,
    indicator: Indicator,
) -> None:
    it = slo(
        indicator,
        method=method,
        objective=Objective(name="x", target=target, slice_target=0.9, slice_window=timedelta(minutes=1)),
        window=Window(length=timedelta(days=days), text=f"{days}d"),
    )
    minutes = [Minute(rate, round(rate * share)) for length, rate, share in segments for _ in range(length)]
    expected = list(_ours(it, minutes, range(1, len(minutes) + 1, 5)))
    assert promtool.test(render_rules(generated(it).groups), _series(minutes), expected) == ""


SHAPES = {
    "good of total": slo(ratio(good='http_requests_total{code!~"5.."}')),
    "bad of total": slo(),
    "with a sum": slo(ratio(bad=f"sum({ERRORS})", total=f"sum({REQUESTS})")),
    "with a range": slo(
        ratio(bad=f"sum by (pod) (increase({ERRORS}[{{{{.window}}}}]))", total=f"rate({REQUESTS}[$window])")
    ),
    "no counters": slo(ratio(bad="errors", total="requests", counter=False)),
    "expressions, no counters": slo(ratio(bad="errors + timeouts", total="rate(requests[5m])", counter=False)),
    "raw success": slo(Indicator(raw=query("probe_success"))),
    "raw failure with a range": slo(
        Indicator(raw=query("avg_over_time(probe_failed[$window])"), raw_is_failure=True),
    ),
    "threshold": slo(
        Indicator(value=query("histogram_quantile(0.95, sum by (le) (rate(seconds_bucket[$window])))")),
        objective=Objective(name="quick", target=0.99, op="lte", value=0.45),
    ),
    "Timeslices": slo(
        method=Method.TIMESLICES,
        objective=Objective(name="nine of ten", target=0.99, slice_target=0.9, slice_window=timedelta(minutes=1)),
    ),
    "RatioTimeslices": slo(
        method=Method.RATIO_TIMESLICES,
        objective=Objective(name="mean", target=0.99, slice_window=timedelta(minutes=5)),
    ),
    "Timeslices of a threshold": slo(
        Indicator(value=query("latency_seconds")),
        method=Method.TIMESLICES,
        objective=Objective(
            name="quick", target=0.99, op="lt", value=0.45, slice_target=0.9, slice_window=timedelta(minutes=5)
        ),
    ),
    "alerts of its own": slo(
        alerts=(
            BurnAlert(name="fast", op="gte", threshold=2.0, lookback=timedelta(hours=1), after=timedelta(minutes=5)),
            BurnAlert(name="calm", op="lte", threshold=2.0, lookback=timedelta(hours=12), severity="sev3"),
        )
    ),
    "a month of a calendar": slo(
        window=Window(length=timedelta(days=30), text="1M", start=datetime(2026, 1, 1)),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_promtool_finds_nothing_wrong(promtool: Promtool, shape: str) -> None:
    found = generated(SHAPES[shape], is_critical=lambda it: True, runbook=lambda alert: f"runbooks/{alert}.md")
    assert not found.left_out
    assert promtool.check(render_rules(found.groups)) == ""


NASTY = "\"} or vector(1) #\\ {{ $labels.x }} '\n  - alert: Stolen\u2028\U000e0001 \ud800`"


def test_no_text_breaks_out(promtool: Promtool) -> None:
    it = slo(
        ratio(bad="a{b=`} or vector(1)`} # (", total='c{d="\\"} or"}'),
        title=NASTY,
        service=NASTY,
        labels={"team": NASTY, NASTY: "x"},
        objective=Objective(name=NASTY, target=0.999),
    )
    text = render_rules(generated(it, runbook=lambda alert: NASTY).groups)
    assert promtool.check(text) == ""
    assert {alert.name for alert in parse_rule_file(text.encode(), "rules.yaml").alerts} == {
        "CheckoutAvailabilityErrorBudgetBurn",
        "CheckoutAvailabilityNotMeasured",
    }
    burning = {'c{d="\\"} or"}': _counted([100] * 20), 'a{b="} or vector(1)"}': _counted([100] * 20)}
    firing = 'count(ALERTS{alertstate="firing",long_window="1h",severity_floor="SEV2"})'
    assert promtool.test(text, burning, [Expected(10, firing, 1)]) == ""
    assert promtool.test(text, burning, [Expected(10, "count(ALERTS{alertname='Stolen'}) or vector(0)", 0)]) == ""


TRIED = {
    "good of total": slo(ratio(good='http_requests_total{code!~"5.."}')),
    "bad of total, another metric": slo(ratio(bad='errors_total{service=~"checkout|pay"}', total="requests_total")),
    "Sloth's way": slo(
        ratio(
            bad='sum(rate(http_requests_total{job="x",code=~"(5..|429)"}[{{.window}}]))',
            total='sum(rate(http_requests_total{job="x"}[{{.window}}]))',
        )
    ),
    "latency": slo(ratio(good='d_bucket{le="0.45"}', total="d_count")),
    "no counters": slo(ratio(bad="errors", total="requests", counter=False)),
    "a label that must be there": slo(ratio(good='x{zone!="",code=~"2.."}', total='x{zone!=""}')),
    **{shape: SHAPES[shape] for shape in ("raw success", "Timeslices")},
    "threshold": slo(
        Indicator(value=query("free_bytes")), objective=Objective(name="x", target=0.99, op="gte", value=10.5)
    ),
    "a week at 95 %": slo(
        objective=Objective(name="x", target=0.95), window=Window(length=timedelta(days=7), text="7d")
    ),
}


@pytest.mark.parametrize("shape", TRIED)
def test_the_tests_that_are_written_pass(promtool: Promtool, shape: str) -> None:
    found = generated(TRIED[shape])
    trials, left_out = try_out(found.planned)
    assert (len(trials), left_out) == (1, [])
    promtool.write(render_rules(found.groups))
    assert promtool.run_tests(render_tests("rules.yaml", trials)) == ""


def test_the_tests_that_are_written_find_a_wrong_rule(promtool: Promtool) -> None:
    found = generated(slo())
    promtool.write(render_rules(found.groups).replace("> 13.44", "> 27"))
    assert "FAILED" in promtool.run_tests(render_tests("rules.yaml", try_out(found.planned)[0]))


def _fires(minute: int, count: int, **labels: str) -> Expected:
    matchers = "".join(f',{key}="{value}"' for key, value in labels.items())
    return Expected(minute, f'count(ALERTS{{alertstate="firing"{matchers}}}) or vector(0)', count)


def test_where_nothing_good_was_ever_counted_all_is_bad(promtool: Promtool) -> None:
    text = render_rules(generated(slo(ratio(good='http_requests_total{code!~"5.."}'))).groups)
    expected = [_fires(3, 1, severity_floor="SEV2"), Expected(3, "sum(slo:burn:ratio_rate1h)", 1000)]
    assert promtool.test(text, {BAD_SERIES: _counted([60] * 5)}, expected) == ""


def test_where_nothing_bad_was_ever_counted_nothing_is(promtool: Promtool) -> None:
    expected = [_fires(3, 0), Expected(3, "sum(slo:burn:ratio_rate1h)", 0)]
    assert promtool.test(render_rules(generated(slo()).groups), {GOOD_SERIES: _counted([60] * 5)}, expected) == ""


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_not_measured_is_said_after_an_hour(promtool: Promtool, shape: str) -> None:
    expected = [_fires(59, 0), _fires(60, 1, alertname="CheckoutAvailabilityNotMeasured"), _fires(60, 1)]
    text = render_rules(generated(SHAPES[shape]).groups)
    assert promtool.test(text, {"other": _counted([1] * 61)}, expected) == ""


def test_no_requests_are_no_failure_and_are_measured(promtool: Promtool) -> None:
    text = render_rules(generated(slo()).groups)
    assert promtool.test(text, {GOOD_SERIES: _counted([0] * 90)}, [_fires(61, 0), _fires(90, 0)]) == ""


def test_a_share_that_is_no_number_for_a_while_is_forgotten(promtool: Promtool) -> None:
    text = render_rules(generated(slo(Indicator(raw=query("up")))).groups)
    values = [1.0] * 10 + [float("nan")] * 5 + [1.0] * 10 + [0.5] * 5
    expected = [Expected(29, "round(1000 * sum(slo:error:ratio_rate1h))", 100)]
    assert promtool.test(text, {"up": values}, expected) == ""


def test_a_spent_budget_that_burns_on_is_a_sev1(promtool: Promtool) -> None:
    text = render_rules(generated(slo(), is_critical=lambda it: True).groups)
    minutes = [Minute(1000, 0)] * 120 + [Minute(1000, 100)] * 60 + [Minute(1000, 1000)] * 10
    expected = [
        _fires(119, 0),
        _fires(170, 1, reason="exhaustion", severity_floor="SEV1"),
        _fires(170, 0, reason="outage"),
        _fires(189, 1, reason="outage", severity_floor="SEV1"),
    ]
    assert promtool.test(text, _series(minutes), expected) == ""


def test_an_outage_pages_at_the_minute_that_follows_from_window_and_share(promtool: Promtool) -> None:
    """Of an hour 1.344 % are 48.4 seconds: 0.1 % of 28 days, 2 % of it within an hour."""
    text = render_rules(generated(slo()).groups)
    minutes = [Minute(60, 0)] * 120 + [Minute(60, 60)] * 5
    expected = [_fires(120, 0), _fires(121, 1, severity_floor="SEV2", severity="page")]
    assert promtool.test(text, _series(minutes), expected) == ""
    half = [Minute(60, 0)] * 120 + [Minute(60, 30)] * 5
    expected = [_fires(121, 0, severity_floor="SEV2"), _fires(122, 1, severity_floor="SEV2", severity="page")]
    assert promtool.test(text, _series(half), expected) == ""


def test_the_sample_company_s_rules_and_their_tests(promtool: Promtool) -> None:
    assert promtool.check_file(ROOT / "monitoring" / "slos.rules.yaml") == ""
    assert promtool.test_file(ROOT / "monitoring" / "slos.tests.yaml") == ""
