"""What is still open is counted as lifelines counts it; the figures of a public snapshot come out."""

from __future__ import annotations

import csv
import gzip
from datetime import datetime
from math import inf, isinf, sqrt
from pathlib import Path
from statistics import pvariance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.location import median
from revenant.reports.statistics.survival import (
    Observation,
    kaplan_meier,
    restricted_mean,
    restricted_mean_interval,
    surviving,
    surviving_interval,
    time_until,
    time_until_interval,
)
from tests.reports.statistics.oracles import fitted, lifelines, quietly

OBSERVED = st.lists(st.builds(Observation, st.integers(1, 40), st.booleans()), min_size=1, max_size=60)


@settings(max_examples=15)
@given(OBSERVED)
def test_the_curve(observed: list[Observation]) -> None:
    curve, fit = kaplan_meier(observed), fitted(*zip(*observed, strict=True))
    for seconds in range(42):
        assert surviving(curve, seconds) == pytest.approx(float(fit.predict(seconds)), abs=1e-12)


@settings(max_examples=15)
@given(OBSERVED)
def test_its_interval_and_when_half_have_ended(observed: list[Observation]) -> None:
    curve, fit = kaplan_meier(observed), fitted(*zip(*observed, strict=True))
    for seconds, part in zip(curve.seconds, curve.surviving, strict=True):
        found = surviving_interval(curve, seconds)
        if part <= 0:
            assert found is None
            continue
        low, high = fit.confidence_interval_survival_function_.loc[seconds]
        assert found == pytest.approx((float(low), float(high)), abs=1e-7)
    if any(abs(part - 0.5) < 1e-9 for part in curve.surviving):
        return  # lifelines misses one half by a rounding error
    half = time_until(curve, 0.5)
    assert (inf if half is None else half) == float(fit.median_survival_time_)


@settings(max_examples=15)
@given(OBSERVED)
def test_the_interval_of_the_median(observed: list[Observation]) -> None:
    """lifelines takes the last end as an upper bound where all have ended; nothing says so, and we do not."""
    curve, fit = kaplan_meier(observed), fitted(*zip(*observed, strict=True))
    bounds = time_until_interval(curve, 0.5)
    (pair,) = quietly(lifelines.utils.median_survival_times, fit.confidence_interval_survival_function_).to_numpy()
    assert bounds.low == pair[0]
    assert bounds.high == pair[1] or (isinf(bounds.high) and curve.ends_at <= 0)


@settings(max_examples=15)
@given(OBSERVED, st.integers(1, 50))
def test_the_restricted_mean(observed: list[Observation], horizon: int) -> None:
    curve, fit = kaplan_meier(observed), fitted(*zip(*observed, strict=True))
    found = restricted_mean_interval(curve, horizon)
    expected = quietly(lifelines.utils.restricted_mean_survival_time, fit, t=horizon)
    assert found.estimate == restricted_mean(curve, horizon) == pytest.approx(float(expected), rel=1e-9)
    assert 0 <= found.bounds.low <= found.estimate + 1e-9
    assert found.estimate - 1e-9 <= found.bounds.high <= horizon


@given(st.lists(st.integers(1, 40), min_size=2, max_size=60))
def test_without_open_ones_its_variance_is_the_samples(seconds: list[int]) -> None:
    found = restricted_mean_interval(kaplan_meier(map(Observation, seconds)), 30)
    half = 1.959964 * sqrt(pvariance([min(each, 30) for each in seconds]) / len(seconds))
    assert found.bounds == pytest.approx(
        (max(found.estimate - half, 0), min(found.estimate + half, 30)), rel=1e-5, abs=1e-5
    )


def test_where_everything_is_open_nothing_has_ended() -> None:
    curve = kaplan_meier([Observation(5, ended=False), Observation(9, ended=False)])
    assert curve.seconds == []
    assert (surviving(curve, 9), time_until(curve, 0.5), surviving_interval(curve, 9)) == (1, None, None)
    assert time_until_interval(curve, 0.5) == (inf, inf)
    assert restricted_mean_interval(curve, 4) == (4, (4, 4), 4)


def test_intervals_hold_what_they_promise() -> None:
    """Exponential durations, a third of them still open; the median is log 2, the mean up to 1 is 1 - 1/e."""
    rng = generator(5)
    held = [0, 0]
    for _ in range(500):
        drawn = [(rng.expovariate(1), rng.expovariate(0.5)) for _ in range(60)]
        curve = kaplan_meier(Observation(min(pair), pair[0] <= pair[1]) for pair in drawn)
        middle, mean = time_until_interval(curve, 0.5), restricted_mean_interval(curve, 1)
        held[0] += middle.low <= 0.693147 <= middle.high
        held[1] += mean.bounds.low <= 0.632121 <= mean.bounds.high
    assert [each / 500 for each in held] == pytest.approx([0.95, 0.95], abs=4 * sqrt(0.95 * 0.05 / 500))


@pytest.mark.data
def test_a_public_snapshot_with_open_incidents(shared_data: Path) -> None:
    """3,873 incidents, 750 of them open on the day: what is left out is what takes long."""
    with gzip.open(shared_data / "metrics" / "censored_durations.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    snapshot = datetime(2016, 4, 15)
    observed = []
    for row in rows:
        end = row["resolved_at_known_at_snapshot"]
        lasted = (datetime.fromisoformat(end) if end else snapshot) - datetime.fromisoformat(row["opened_at"])
        observed.append(Observation(lasted.total_seconds() / 3600, bool(end)))
    curve = kaplan_meier(observed)
    assert (len(observed), sum(not each.ended for each in observed)) == (3_873, 750)
    assert median([each.seconds for each in observed if each.ended]) == pytest.approx(1.88, abs=0.005)
    assert time_until(curve, 0.5) == pytest.approx(9.07, abs=0.005)
    assert restricted_mean(curve, 7 * 24) == pytest.approx(49.45, abs=0.005)
    assert surviving(curve, 24) == pytest.approx(0.435569, abs=5e-7)
