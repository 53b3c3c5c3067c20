"""Trials of rules: the minute of the page follows from window and share."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.slos.alerting.generating import try_out
from revenant.slos.alerting.trials import MadeUp, Trial
from revenant.slos.slo import Indicator, Method, Objective, Slo
from revenant.slos.window import Window
from tests.slos.alerting.making import generated, query, ratio, slo


def _trial(it: Slo) -> Trial:
    ((found,), left_out) = try_out(generated(it).planned)
    assert not left_out
    return found


@pytest.mark.parametrize(
    ("target", "days", "ill"),
    [
        (0.999, 30, 1),  # 14.4 × 0.1 % of an hour are 52 s
        (0.99, 30, 9),  # 8 min 38 s
        (0.95, 30, 44),  # 43 min 12 s
        (0.99, 28, 9),  # 8 min 4 s
        (0.99, 7, 3),  # 2 min 1 s
        (0.999, 100, 3),  # 48 × 0.1 % of an hour are 2 min 53 s
    ],
)
def test_the_minute_of_the_page(target: float, days: int, ill: int) -> None:
    window = Window(length=timedelta(days=days), text=f"{days}d")
    found = _trial(slo(objective=Objective(name="x", target=target), window=window))
    assert (found.well, found.ill, found.after) == (61, ill, 6)
    assert [(each.minute, each.value) for each in found.checks] == [
        (61, 0.0),
        (60 + ill, 0.0),
        (61 + ill, 1.0),
        (67 + ill, 0.0),
    ]


def test_the_good_stop_and_the_bad_begin() -> None:
    assert _trial(slo()).series == [
        MadeUp('http_requests_total{code="made-up"}', 60, 0, grows=True),
        MadeUp('http_requests_total{code="500"}', 0, 60, grows=True),
    ]
    assert _trial(slo(ratio(good="fine", total="all", counter=False))).series == [
        MadeUp("fine{}", 60, 0),
        MadeUp("all{}", 60, 60),
    ]


def test_a_threshold_is_crossed() -> None:
    objective = Objective(name="x", target=0.99, op="lt", value=2.5)
    assert _trial(slo(Indicator(value=query("latency")), objective=objective)).series == [MadeUp("latency{}", 1.5, 3.5)]


@pytest.mark.parametrize(
    ("it", "words"),
    [
        (slo(Indicator(raw=query("a / b"))), "more than a selector and a sum"),
        (slo(ratio(bad="histogram_quantile(0.9, rate(a[$window]))", total="rate(b[$window])")), "more than a selector"),
        (slo(ratio(bad='x{a=~"zz+9"}', total="x")), "no series comes to mind"),
        (slo(ratio(bad="x", total="x")), "no series comes to mind"),
        (slo(objective=Objective(name="x", target=0.5)), "no alert that pages"),
        (
            slo(
                method=Method.TIMESLICES,
                objective=Objective(name="x", target=0.99, slice_target=0.9, slice_window=timedelta(minutes=5)),
            ),
            "its slices are longer",
        ),
    ],
)
def test_what_cannot_be_tried_is_named(it: Slo, words: str) -> None:
    trials, (left_out,) = try_out(generated(it).planned)
    assert trials == []
    assert words in left_out.reason
