"""Screens of error budgets as a terminal of 80 columns shows them, and what stands in them from outside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.core.tables import Block
from revenant.render.console import show
from revenant.render.csv import render_csv
from revenant.render.markdown import render_markdown
from revenant.render.openmetrics import render_openmetrics
from revenant.render.plain import render_plain
from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.impacts import ImpactMeter, impacts_on
from revenant.slos.budgeting.standing import Standing, standings
from revenant.slos.telling.screens import status_blocks
from revenant.slos.telling.tables import all_tables, by_day
from revenant.slos.usage import Fault, Flaw, Meter
from tests.conftest import ROOT
from tests.core.test_text import is_harmful
from tests.render.made_up import HOSTILE
from tests.slos.made_up import NOW, Measured, ago, before, impact, incident, slo

GOLDEN = ROOT / "tests" / "golden"
ONE, OTHER = "INC-20261123-AAAAA", "INC-20261123-BBBBB"
HOUR = 60


def accepted(reason: str, by: str = "lea@example.com") -> Adjustment:
    return Adjustment(slo="checkout", from_=before(90 * HOUR), to=before(88 * HOUR), reason=reason, approved_by=by)


def gone(name: str, meter: Meter) -> list[Standing]:
    return standings(slo(0.999, name=name), meter, [], [], NOW)


def made_up() -> list[Standing]:
    """One that burns, spent by two incidents that overlap; one overspent; one known from impact; one not measured."""
    its = [
        incident(ONE, impact(3 * HOUR, HOUR, 0.2)),
        incident(OTHER, impact(2 * HOUR, 0, 0.1)),
        incident("INC-20261120-CCCCC", impact(70 * HOUR, 70 * HOUR - 30, None, "search-quick")),
    ]
    measured = Measured(
        [(ago(3 * HOUR, 0), 1200), (ago(200 * HOUR, 100 * HOUR), 400), (ago(90 * HOUR, 89 * HOUR), 700)]
    )
    measured.faults = [Fault(Flaw.OVERLAP, 3, "slos/data/checkout.csv:812", "the first of them counts")]
    never = Measured()
    found = standings(slo(0.999), measured, its, [accepted("the database moved; announced a week before")], NOW)
    found += gone("basket-availability-in-all-regions", Measured([(ago(50 * HOUR, 49 * HOUR), 6000)]))
    recorded = ImpactMeter(impacts_on("search-quick", its, NOW))
    found += standings(slo(0.99, 0.5, name="search-quick", window="7d"), recorded, its, [], NOW)
    unmeasured = never.read([], NOW)._replace(until=before(60 * 24 * HOUR))
    (last,) = gone("web-latency", Measured(each=0))
    nothing = last.usage._replace(measured=timedelta())
    return [
        *found,
        last._replace(usage=nothing, until=unmeasured.until, budget=last.budget._replace(is_measured=False)),
    ]


SCREENS = {
    "slo-status": lambda: status_blocks(made_up()),
    "slo-status-one": lambda: status_blocks(made_up()[:1], in_full=True),
    "slo-status-impact": lambda: status_blocks(made_up()[2:4], in_full=True),
    "slo-status-unmeasured": lambda: status_blocks(made_up()[4:], in_full=True),
}


@pytest.mark.parametrize("name", SCREENS)
def test_golden(name: str, update_golden: bool, capsys: pytest.CaptureFixture[str]) -> None:
    show(SCREENS[name](), color=False, width=80)
    shown = "".join(f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines())
    path = GOLDEN / f"{name}.txt"
    if update_golden:
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
    assert max(map(len, shown.splitlines())) <= 80


def hostile() -> list[Standing]:
    """Every text from outside would like to be something else."""
    measured = Measured([(ago(90 * HOUR, 88 * HOUR), 10)])
    measured.faults = [Fault(Flaw.UNREADABLE, 1, HOSTILE, HOSTILE)]
    measured.source = HOSTILE
    (found,) = standings(slo(0.999), measured, [], [accepted(HOSTILE, HOSTILE)], NOW, by_day=True)
    from msgspec.structs import replace

    named = replace(found.slo, name=HOSTILE, title=HOSTILE, service=HOSTILE)
    return [found._replace(slo=named, objective=replace(found.objective, name=HOSTILE))]


@pytest.mark.parametrize("in_full", [False, True])
def test_text_from_outside_stays_text(in_full: bool) -> None:
    blocks: list[Block] = [*status_blocks(hostile(), in_full=in_full), *map(by_day, hostile())]
    shown = render_plain(blocks), render_markdown(blocks), render_csv(all_tables(hostile()))
    for text in (*shown, render_openmetrics("slo", all_tables(hostile()))):
        assert not any(is_harmful(character) for character in text.replace("\n", "").replace("\r", ""))
    assert "<script>" not in shown[1]


def test_where_there_is_no_slo_the_way_on_is_said() -> None:
    assert "docs/how-to/slos.md" in render_plain(status_blocks([]))


def test_a_day_is_named_by_the_windows_clock() -> None:
    (found,) = standings(slo(0.999, window="2d"), Measured(), [], [], NOW, by_day=True)
    assert [row[0] for row in by_day(found).table.rows] == ["2026-11-21", "2026-11-22", "2026-11-23"]
