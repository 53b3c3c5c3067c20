"""What people read of the reports on changes, toil and action items."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from revenant.core.tables import Block, Heading
from revenant.render.csv import render_csv
from revenant.render.json import blocks_data
from revenant.render.markdown import render_markdown
from revenant.render.plain import render_plain
from revenant.reports import actions, load_report, toil
from revenant.reports import changes as report
from revenant.reports.population import about, population
from revenant.reports.question import By, Question
from tests.postmortems.actions.tracked import SETTINGS, TODAY, incident, tracked
from tests.reports.delivered import asked, broken, deployed
from tests.reports.test_toil import LOOK, RISKY, SAFE, cost

GOLDEN = Path(__file__).parent.parent / "golden"
ITEMS = """
- [ ] **A1** Reject small pools (owner: platform; type: prevent; due: 2027-01-01; impact: high; likelihood: high)
- [ ] **A2** Alert on waiting connections (owner: ana@example.com; due: 2026-11-10; type: detect)
- [x] **A3** Raise the pool (owner: shop; done: 2026-11-05; due: 2026-11-06; type: mitigate)
- [x] **A4** Write down how to go back (owner: shop; done: 2026-11-11; due: 2026-11-10; verified: 2026-11-20)
- [x] **A5** Show the pool on the board (owner: shop; done: 2026-11-12)
- [x] **A6** Ask before the pool is changed (owner: platform; done: 2026-11-13)
- [ ] **A7** Retire the old pool (wontdo: it is needed)
"""


def changes_screen() -> list[Block]:
    """Ten deployments, two that people say failed, one of which is not over; one suspected, one taken back."""
    made = [deployed(number, version=str(number), environment="production", status="succeeded") for number in range(8)]
    made += [
        deployed(8, status="failed"),
        deployed(9, 25, kind="flag", service="payments"),
        deployed(10, 26, rollback_of="00000001"),
        deployed(11, service="payments"),
    ]
    its = [
        broken(1, 24.5, 2, ("00000001", "confirmed")),
        broken(2, 73, None, ("00000003", "declared"), ("zzzzzzzz", "declared")),
        broken(3, 121),
        broken(4, 300),
    ]
    question = asked(made, by=By.SERVICE)
    found = population(its, question)
    return [Heading(report.TITLE), about(found, question), *report.build(found, question)]


def toil_screen() -> list[Block]:
    """Steps of a runbook and actions by hand, alerts with and without them; effort of some."""
    its = [cost(n, 20 + n, (LOOK, "D1"), (SAFE, "M1"), runbook="pool", alerts=["PoolExhausted"]) for n in range(6)]
    its += [
        cost(n, 0, (RISKY, f"fail over to db-{n}"), alerts=["ReplicaGone"], services=["payments"]) for n in range(6, 10)
    ]
    its += [cost(n, 0, alerts=["DiskNearlyFull", "PoolExhausted"][: 1 + n % 2]) for n in range(10, 16)]
    question = asked([], by=By.MONTH)
    found = population([*its, cost(20, lasted=None)], question)
    return [Heading(toil.TITLE), about(found, question), *toil.build(found, question)]


def actions_screen() -> list[Block]:
    """Seven items, one of which did not hold."""
    it = incident(1, services=["web"], tags=["pool"])
    others = [incident(2, "2026-11-08", tags=["pool"])]
    items = tracked(ITEMS, it, others)
    now = datetime.combine(TODAY, time(12), UTC)
    question = Question(settings=SETTINGS, now=now, actions=lambda: items)
    found = population([it, *others], question)
    return [Heading(actions.TITLE), about(found, question), *actions.build(found, question)]


SCREENS = {"changes": changes_screen, "toil": toil_screen, "actions": actions_screen}


@pytest.mark.parametrize("name", SCREENS)
def test_what_it_says(name: str, update_golden: bool) -> None:
    path = GOLDEN / f"report_{name}.txt"
    shown = render_plain(SCREENS[name]())
    if update_golden:
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_every_table_has_a_key_of_its_own_and_goes_into_every_form(name: str) -> None:
    blocks = SCREENS[name]()
    data = [each for each in blocks_data(blocks) if "rows" in each]
    keys = [each["key"] for each in data]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert render_csv(blocks).count("\r\n") > len(keys)
    assert render_markdown(blocks).count("\n|---") >= sum(bool(each["rows"]) for each in data) - 1  # ranks stand right


@pytest.mark.parametrize("name", SCREENS)
def test_the_registry_knows_it(name: str) -> None:
    assert load_report(name).TITLE
