"""`revenant report compare` and `simulate` as typed, and end to end on a public history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, Result, Run


@pytest.fixture
def lived(run: Run, clock: Clock) -> None:
    """Seven incidents of ten minutes to two hours, one of them still open."""
    for minutes in (10, 20, 30, 40, 60, 120):
        run("open", f"Checkout fails for {minutes}", "--service", "checkout")
        clock.advance(f"{minutes} min")
        run("resolve")
    run("open", "Still broken", "-s", "SEV1")


def rows(result: Result, *keys: str) -> dict[str, dict[str, Any]]:
    """The rows of the table with these columns, by the first of them."""
    (found,) = [block["rows"] for block in result.json if block.get("rows") and set(keys) <= set(block["rows"][0])]
    return {row[keys[0]]: row for row in found}


def verdict(result: Result) -> str:
    (found,) = [block["verdict"] for block in result.json if "verdict" in block]
    return str(found)


def test_two_months_too_small_to_compare(run: Run, lived: None) -> None:
    found = run("report", "compare", "2026-10", "2026-11", "--json")
    assert verdict(found) == "cannot be compared: 2026-10 has 0 measured; 6 are needed in each."
    assert rows(found, "period", "median")["2026-11"]["n"] == 6
    text = run("report", "compare", "2026-10", "2026-11").stdout
    assert "2026-10 has no incidents." in text
    assert "2026-11 is not over" in text


@pytest.mark.parametrize("periods", [(), ("2026",), ("2025", "2026", "2027")])
def test_it_wants_two_periods(run: Run, lived: None, periods: tuple[str, ...]) -> None:
    found = run("report", "compare", *periods)
    assert found.exit_code == 3
    assert "2 periods" in found.stderr


def test_what_is_no_period_and_no_measurement(run: Run, lived: None) -> None:
    assert "is no period" in run("report", "compare", "2026", "lately").stderr
    assert "there is no measurement" in run("report", "compare", "2025", "2026", "-m", "MTTX").stderr
    assert run("report", "compare", "2025", "2026", "--by", "month").exit_code == 3


def test_every_form(run: Run, lived: None) -> None:
    for form in ("--csv", "--markdown", "--json"):
        assert run("report", "compare", "2025", "2026", form).exit_code == 0
        assert run("report", "simulate", form).exit_code == 0


def test_simulate_is_bounded_by_what_is_asked(run: Run, lived: None) -> None:
    assert "cannot be simulated: each part would have 3 measured" in run("report", "simulate").stdout
    for words in (("--cut", "0"), ("--cut", "100"), ("--cut", "ten"), ("--cut", "٣"), ("--cut", "")):
        found = run("report", "simulate", *words)
        assert (found.exit_code, "is no cut" in found.stderr) == (3, True)
    assert run("report", "simulate", "--runs", "0").exit_code == 2
    assert "does not take --cut" in run("report", "mttx", "--cut", "10%").stderr
    assert "does not take --runs" in run("report", "compare", "2025", "2026", "--runs", "9").stderr


@pytest.mark.data
def test_githubs_years(run: Run, shared_data: Path) -> None:
    """GitHub's status page from 2022 to 2026, imported once and asked about in every way."""
    done = run("import", "statuspage", str(shared_data / "incidents" / "github-status.jsonl.gz"))
    assert done.exit_code == 0, done.stderr
    by_impact(run)
    by_first_and_last_word(run)
    one_against_twenty_six(run)
    nothing_changed(run)


def by_impact(run: Run) -> None:
    found = run("report", "compare", "2023", "2026", "--measure", "impact", "--json")
    periods, tests = rows(found, "period", "median"), rows(found, "figure", "value")
    assert [(periods[year]["n"], periods[year]["median"] / 60) for year in ("2023", "2026")] == [(164, 52), (208, 88.5)]
    assert tests["mann_whitney_u"]["value"] == 11697.5
    assert tests["mann_whitney_u"]["p"] == pytest.approx(2.0e-7, rel=0.03)
    assert tests["later_longer"]["value"] == pytest.approx(0.657, abs=0.0005)
    assert tests["geometric_ratio"]["value"] == pytest.approx(1.78, abs=0.005)
    assert verdict(found).startswith("longer in 2026 than in 2023")
    later = run("report", "compare", "2025", "2026", "-m", "impact", "--json")
    assert rows(later, "figure", "value")["mann_whitney_u"]["p"] == pytest.approx(0.19, abs=0.005)
    assert verdict(later).startswith("no difference can be told")
    before = run("report", "compare", "2024", "2025", "-m", "impact", "--json")
    assert rows(before, "figure", "value")["mann_whitney_u"]["p"] == pytest.approx(0.033, abs=0.0005)


def by_first_and_last_word(run: Run) -> None:
    found = run("report", "compare", "2023", "2026", "--measure", "MTTR", "--json")
    periods, tests = rows(found, "period", "median"), rows(found, "figure", "value")
    assert [(periods[year]["n"], periods[year]["median"] / 60) for year in ("2023", "2026")] == [(164, 52), (212, 77)]
    assert tests["mann_whitney_u"]["value"] == 14554.5
    assert tests["mann_whitney_u"]["p"] == pytest.approx(0.0068, abs=0.00005)


def one_against_twenty_six(run: Run) -> None:
    found = run("report", "compare", "2023", "2026", "--severity", "SEV1", "--json")
    assert verdict(found) == "cannot be compared: 2023 has 1 measured; 6 are needed in each."
    assert not [block for block in found.json if any("figure" in row for row in block.get("rows", []))]


def nothing_changed(run: Run) -> None:
    """Two halves of 400: MTTR moves as the normal formula says, ± 1.645 s √(4/801), the median by half as much."""
    found = rows(run("report", "simulate", "--json"), "figure", "difference")
    assert found["mean"]["relative"] == pytest.approx([-0.24, 0.24], abs=0.02)
    assert found["median"]["relative"] == pytest.approx([-0.17, 0.17], abs=0.02)
