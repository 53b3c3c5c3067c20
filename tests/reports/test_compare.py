"""Two periods compared: the figures, the verdict in words that never say more, and every reason to refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from revenant.core.severity import Severity
from revenant.core.tables import Interval, Shown
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.render.plain import render_plain
from revenant.reports import load_report
from revenant.reports.periods import parse_period
from revenant.reports.question import PERIODS, By
from tests.reports.comparing.making import TWO_YEARS, fact, lasting, notes, report, rows, table

GOLDEN = Path(__file__).parent.parent / "golden" / "reports"
SHORT = [12, 15, 20, 21, 25, 30, 34, 40, 44, 60, 75, 90, 130]
LONG = [3 * minutes for minutes in SHORT]


def years(first: list[float | None], second: list[float | None], every: int = 1) -> list[IncidentSnapshot]:
    return [*lasting(2024, first, every=every), *lasting(2025, second, every=every)]


def shown(value: object) -> object:
    return value.value if isinstance(value, Shown) else value


def test_the_screen(update_golden: bool) -> None:
    blocks = report("compare", years([*SHORT], [*LONG], 28))
    golden = GOLDEN / "compare.txt"
    if update_golden:
        golden.write_text(render_plain(blocks), encoding="utf-8")
    assert render_plain(blocks) == golden.read_text(encoding="utf-8")


def test_the_screen_by_group(update_golden: bool) -> None:
    incidents = [
        *years([*SHORT], [*LONG], 28),
        *lasting(2024, SHORT, 3, 26, services=["web"]),
        *lasting(2025, [*SHORT, None], 3, 26, services=["web"]),
        *lasting(2025, [9, 12], 212, services=["mail"]),
    ]
    blocks = report("compare", incidents, by=By.SERVICE)
    golden = GOLDEN / "compare-by-service.txt"
    if update_golden:
        golden.write_text(render_plain(blocks), encoding="utf-8")
    assert render_plain(blocks) == golden.read_text(encoding="utf-8")


def test_what_takes_three_times_as_long_is_longer() -> None:
    blocks = report("compare", years([*SHORT], [*LONG]))
    verdict = fact(blocks, "verdict")
    assert verdict.startswith("longer in 2025 than in 2024: ")
    assert "n = 13 and 13" in verdict
    assert fact(report("compare", years([*LONG], [*SHORT])), "verdict").startswith("shorter in 2025 than in 2024: ")
    tests = rows(table(blocks, "tests"))
    assert shown(tests["ratio of geometric means"]["value"]) == pytest.approx(3)
    shift = tests["shift"]["interval"]
    assert isinstance(shift, Interval)
    assert isinstance(shown(shift.low), timedelta)
    assert shown(shift.low) > timedelta(0)  # type: ignore[operator]


def test_no_difference_is_never_called_the_same() -> None:
    verdict = fact(report("compare", years([*SHORT], [each + 1 for each in SHORT])), "verdict")
    assert verdict.startswith("no difference can be told between 2024 and 2025: p = ")
    assert "does not mean that nothing changed" in verdict
    assert "miss a change of −" in verdict


@pytest.mark.parametrize("few", [[], [30.0], [30.0] * 5])
def test_too_few_are_refused_and_listed(few: list[float | None]) -> None:
    blocks = report("compare", years(few, [*LONG]))
    assert fact(blocks, "verdict") == f"cannot be compared: 2024 has {len(few)} measured; 6 are needed in each."
    assert not [block for block in blocks if getattr(block, "key", "") == "tests"]
    periods = rows(table(blocks, "periods"))
    assert (periods["2024"]["median"], periods["2024"]["geometric_mean"]) == (None, None)
    if few:
        assert len(table(blocks, "incidents").rows) == len(few)


def test_six_are_enough() -> None:
    assert "cannot" not in fact(report("compare", years([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 60])), "verdict")


def test_open_incidents_count_as_lasting_until_now() -> None:
    """The same durations, and half of the second year is still open: what has ended shows no difference."""
    blocks = report("compare", years([*SHORT], [*SHORT, *[None] * 13]))
    periods, tests = rows(table(blocks, "periods")), rows(table(blocks, "tests"))
    assert (periods["2025"]["n"], periods["2025"]["open"]) == (13, 13)
    assert periods["2025"]["median"] == timedelta(minutes=34)
    assert periods["2025"]["kaplan_meier_median"] == timedelta(minutes=130)
    assert periods["2025"]["kaplan_meier_interval"] == Interval(timedelta(minutes=40), None)
    assert shown(tests["Mann–Whitney U"]["p"]) == 1
    verdict = fact(blocks, "verdict")
    assert verdict.startswith("longer in 2025 than in 2024: half had ended after 2h 10m in 2025 and ")
    assert "n = 13 and 26, 13 of them still open" in verdict
    assert "13 still open" in "\n".join(table(blocks, "periods").notes)


def test_of_no_length_there_is_no_logarithm() -> None:
    blocks = report("compare", years([0, 0, *SHORT], [*LONG]))
    assert "2 of no length are in the medians and not in the geometric means." in table(blocks, "periods").notes
    assert rows(table(blocks, "periods"))["2024"]["n"] == 15
    no_length = report("compare", years([0.0] * 8, [0.0] * 9))
    assert fact(no_length, "verdict").startswith("no difference can be told")
    assert "ratio of geometric means" not in rows(table(no_length, "tests"))


def test_groups_are_corrected_for_their_number() -> None:
    incidents = [
        *years([*SHORT], [*LONG]),
        *lasting(2024, SHORT, 100, services=["web"]),
        *lasting(2025, [each + 1 for each in SHORT], 100, services=["web"]),
        *lasting(2025, [5, 6], 200, services=["mail"]),
    ]
    blocks = report("compare", incidents, by=By.SERVICE)
    found, medians = rows(table(blocks, "groups")), rows(table(blocks, "medians"))
    assert (medians["checkout"]["median_first"], medians["mail"]["median_second"]) == (timedelta(minutes=34), None)
    assert list(found) == ["checkout", "web", "mail"]
    assert shown(found["checkout"]["p_holm"]) == pytest.approx(2 * float(shown(found["checkout"]["p"])))  # type: ignore[arg-type]
    assert found["checkout"]["verdict"] == "longer"
    assert str(found["web"]["verdict"]).startswith("no difference can be told; smallest change")
    assert str(found["mail"]["verdict"]).startswith("cannot be compared: 2024 has 0 measured and 2025 has 2")
    assert found["mail"]["p"] is None


def test_fewer_incidents_are_another_question() -> None:
    blocks = report("compare", years([30.0] * 80, [30.0] * 40))
    counts = rows(table(blocks, "counts"))
    assert (counts["2024"]["n"], counts["2024"]["days"], counts["2025"]["days"]) == (80, 366, 365)
    assert shown(counts["2025 : 2024"]["rate"]) == pytest.approx(40 / 365 / (80 / 366))
    assert float(shown(counts["2025 : 2024"]["p"])) < 0.001  # type: ignore[arg-type]
    assert fact(blocks, "verdict").startswith("no difference can be told")


def test_another_mix_is_warned_of() -> None:
    same = report("compare", years([*SHORT], [*LONG]))
    assert "other kinds" not in notes(same)
    other = [*lasting(2024, SHORT), *lasting(2025, LONG, severity=Severity.SEV1, source="pagerduty")]
    said = notes(report("compare", other))
    assert "SEV1 0 of 13 (0 %) → 13 of 13 (100 %)" in said
    assert "imported from elsewhere 0 of 13" in said


def test_periods_that_share_incidents_are_not_compared() -> None:
    periods = (parse_period("2024..2025-01"), parse_period("2025"))
    blocks = report("compare", years([*SHORT], [*LONG]), periods=periods)
    assert fact(blocks, "verdict") == "cannot be compared: 13 incidents in both periods."
    assert "overlap from 2025-01-01 to 2025-02-01" in notes(blocks)
    assert len(table(blocks, "counts").rows) == 2


def test_periods_that_are_not_over_not_begun_or_the_other_way_round() -> None:
    incidents = years([*SHORT], [*LONG])
    later = (parse_period("2025"), parse_period("2026"))
    assert "2026 is not over: 214d 00h are left." in notes(report("compare", incidents, periods=later))
    assert "2026 has no incidents." in notes(report("compare", incidents, periods=later))
    assert "2027 has not begun." in notes(report("compare", incidents, periods=(TWO_YEARS[0], parse_period("2027"))))
    assert "2024 lies before 2025" in notes(report("compare", incidents, periods=TWO_YEARS[::-1]))


def test_a_period_without_an_end_is_counted_until_now_and_one_without_a_beginning_from_the_first() -> None:
    periods = (parse_period("..2024"), parse_period("2025.."))
    now = datetime(2025, 4, 11, tzinfo=UTC)
    counts = rows(table(report("compare", years([*SHORT], [*LONG]), periods=periods, now=now), "counts"))
    assert counts["..2024"]["days"] == pytest.approx(365.6, abs=0.1)
    assert counts["2025.."]["days"] == 100


def test_a_record_that_begins_or_ends_within_a_period_is_said() -> None:
    every_week = [30.0 if day % 7 == 0 else None for day in range(364)]
    weekly = [*_weekly(2024, every_week), *_weekly(2025, every_week)]
    assert "None counted" not in notes(report("compare", weekly, now=datetime(2026, 1, 1, tzinfo=UTC)))
    late = notes(report("compare", weekly[20:]))
    assert "None counted is older than 2024-05-20. If the record begins there, 2024 has fewer days" in late
    early = notes(report("compare", weekly[:-20]))
    assert "None counted is later than 2025-08-06. If the record ends there, 2025 has fewer days" in early


def _weekly(year: int, days: list[float | None]) -> list[IncidentSnapshot]:
    return [it for it in lasting(year, days) if not it.is_open]


def test_open_ones_alone_are_listed_too() -> None:
    blocks = report("compare", years([None, None], [*LONG]))
    assert [row[4] for row in table(blocks, "incidents").rows] == ["pending", "pending"]


def test_its_form() -> None:
    form = load_report("compare").FORM
    assert (form.periods, form.measures, form.groups & PERIODS) == (2, True, frozenset())


def test_nothing_at_all_is_not_compared() -> None:
    assert "cannot be compared" in fact(report("compare", []), "verdict")
