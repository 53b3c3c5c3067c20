"""What chance alone does: on one's own incidents, the same every time, refused where there are too few."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from revenant.core.tables import Interval, Shown
from revenant.render.plain import render_plain
from revenant.reports import load_report
from revenant.reports.question import By
from tests.reports.comparing.making import fact, lasting, notes, report, rows, table

GOLDEN = Path(__file__).parent.parent / "golden" / "reports" / "simulate.txt"
SKEWED = [5, 8, 10, 12, 14, 15, 18, 20, 22, 25, 30, 33, 36, 40, 45, 50, 60, 75, 90, 120, 150, 240, 600, 1_440]


def test_the_screen(update_golden: bool) -> None:
    blocks = report("simulate", [*lasting(2025, SKEWED), *lasting(2025, [None], 300)], runs=500)
    if update_golden:
        GOLDEN.write_text(render_plain(blocks), encoding="utf-8")
    assert render_plain(blocks) == GOLDEN.read_text(encoding="utf-8")


def test_the_mean_moves_most() -> None:
    found = rows(table(report("simulate", lasting(2025, SKEWED)), "simulated"))
    widths = {name: _width(row["difference"]) for name, row in found.items()}
    assert widths["mean"] > widths["median"]
    assert widths["mean"] > widths["geometric mean"]
    assert found["mean"]["value"] == timedelta(minutes=sum(SKEWED) / len(SKEWED))


def _width(interval: object) -> timedelta:
    assert isinstance(interval, Interval)
    low, high = interval
    assert isinstance(low, Shown)
    assert isinstance(high, Shown)
    assert isinstance(low.value, timedelta)
    assert isinstance(high.value, timedelta)
    return high.value - low.value


def test_a_larger_cut_is_seen_less_often_by_chance_and_missed_less_often() -> None:
    incidents = lasting(2025, SKEWED * 4)
    shares = [
        [row[key] for key in ("better", "worse") for row in [rows(table(blocks, "simulated"))["mean"]]]
        for blocks in (report("simulate", incidents, cut=cut) for cut in (0.1, 0.5))
    ]
    ((few_better, few_worse), (many_better, many_worse)) = [[_value(each) for each in pair] for pair in shares]
    assert few_better > many_better
    assert few_worse > many_worse


def _value(cell: object) -> float:
    assert isinstance(cell, Shown)
    assert isinstance(cell.value, float)
    return cell.value


def test_how_often_a_test_would_notice_the_cut() -> None:
    said = [fact(report("simulate", lasting(2025, SKEWED * 4), cut=cut), "a test") for cut in (0.1, 0.5)]
    assert said == [
        "notices 10 % shorter in 6.7 % of cases (Welch's, of logarithms, n = 48 and as many)",
        "notices 50 % shorter in 72 % of cases (Welch's, of logarithms, n = 48 and as many)",
    ]
    alike = report("simulate", lasting(2025, [30.0] * 40))
    assert "a test" not in render_plain(alike), "whose spread is none"


def test_parts_of_the_usual_size() -> None:
    incidents = [*lasting(2023, SKEWED), *lasting(2024, SKEWED), *lasting(2025, SKEWED)]
    said = fact(report("simulate", incidents, by=By.YEAR), "simulated")
    assert said.startswith("two usual years (median of 3), n = 24 and as many, drawn ")
    assert "at random from 72 (fixed seed)" in said


@pytest.mark.parametrize(
    ("minutes", "by", "why"),
    [
        ([], None, "each part would have 0 measured, 6 are needed (n = 0)"),
        ([30.0] * 11, None, "each part would have 5 measured, 6 are needed (n = 11)"),
        ([30.0] * 12, By.YEAR, "two parts of 12 are more than the 12 measured"),
    ],
)
def test_too_few_are_refused(minutes: list[float | None], by: By | None, why: str) -> None:
    assert fact(report("simulate", lasting(2025, minutes), by=by), "verdict") == f"cannot be simulated: {why}."


def test_what_is_left_out_is_said() -> None:
    said = notes(report("simulate", lasting(2025, [*SKEWED, 0, 0, None])))
    assert "Left out: 1 still open" in said
    assert "2 of no length" in said


def test_it_is_the_same_every_time_and_as_often_as_asked() -> None:
    incidents = lasting(2025, SKEWED)
    assert report("simulate", incidents) == report("simulate", incidents)
    assert "drawn 40 times" in fact(report("simulate", incidents, runs=40), "simulated")


def test_what_no_run_has_seen_may_still_happen() -> None:
    found = rows(table(report("simulate", lasting(2025, [30.0] * 40)), "simulated"))
    better = found["mean"]["better"]
    assert isinstance(better, Shown)
    assert better.value == 0
    assert better.text.startswith("under ")


def test_its_form() -> None:
    form = load_report("simulate").FORM
    assert (form.simulates, form.measures, form.periods) == (True, True, 0)
