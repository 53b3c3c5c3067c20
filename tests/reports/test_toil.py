"""Effort that nobody logged is not zero; what is done by hand ranks by number, effort and safety."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.tables import Block, Chart, Note, Shape, Shown
from revenant.incidents.events import EffortLogged, IncidentAction, RunbookAttached, SignalsCorrelated, Stamp
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.reports import toil
from revenant.reports.population import population
from revenant.reports.question import By
from revenant.reports.toiling.repeated import candidates
from tests.reports.delivered import asked, at, broken, figures, plain, table

_IDS = (f"y{number:07}" for number in range(10**6))
SAFE, RISKY, LOOK = "SAFE_REVERSIBLE", "RISKY", "INFO_ONLY"


def cost(
    number: int,
    minutes: int = 0,
    *actions: tuple[str, str],
    alerts: Sequence[str] = (),
    runbook: str = "",
    lasted: float | None = 1,
    outcome: str = "done",
    **fields: Any,
) -> IncidentSnapshot:
    """Incident `number`, with effort and with actions (category, text), steps of `runbook` where one is named."""
    it = broken(number, 24 * number, lasted, **fields)
    stamp = Stamp(at=at(24 * number + 0.5), by="ben@example.com", ids=_IDS)
    events: list[Any] = [*it.events]
    if minutes:
        events.append(stamp.event(EffortLogged, minutes=minutes))
    for category, text in actions:
        step = text if runbook else ""
        named = {"runbook": runbook, "step": step, "title": f"the step {text}"} if runbook else {}
        events.append(
            stamp.event(IncidentAction, text=text, category=category, simulated=bool(runbook), outcome=outcome, **named)
        )
    events += [stamp.event(SignalsCorrelated, name=name, kind="alert") for name in alerts]
    return fold(it.id, events)


def built(*incidents: IncidentSnapshot, days: float = 28, **fields: Any) -> list[Block]:
    question = asked([], days, **fields)
    return toil.build(population(incidents, question), question)


def test_effort_says_in_how_many_it_is_known() -> None:
    blocks = built(cost(0, 30), cost(1, 90), cost(2), cost(3))
    n, logged, bounds, effort, middle, _, weekly = figures(blocks, "effort")["all"]
    assert (n, logged, effort, middle) == (4, 0.5, timedelta(hours=2), None)
    assert (round(bounds[0], 3), round(bounds[1], 3)) == (0.15, 0.85)
    assert weekly == timedelta(minutes=30)


def test_where_none_is_logged_there_is_no_effort_not_even_zero() -> None:
    n, logged, _, effort, middle, _, weekly = figures(built(cost(0), cost(1)), "effort")["all"]
    assert (n, logged, effort, middle, weekly) == (2, 0, None, None, None)
    assert figures(built(), "effort")["all"][:4] == [0, None, None, None]


def test_a_median_needs_six_that_logged() -> None:
    its = [cost(number, 10 * (number + 1)) for number in range(6)]
    assert figures(built(*its[:5], cost(9)), "effort")["all"][4] is None
    assert figures(built(*its), "effort")["all"][4:6] == [
        timedelta(minutes=35),
        (timedelta(minutes=10), timedelta(minutes=60)),
    ]


def test_groups_by_service_team_runbook_and_kind_the_dearest_first() -> None:
    walked = cost(2, 60, (SAFE, "D1"), runbook="pool", services=["payments"])
    attached = fold(
        "INC-20260105-00009",
        [*cost(9, 5).events, Stamp(at=at(1), by="x", ids=_IDS).event(RunbookAttached, runbook="lag")],
    )
    blocks = built(cost(1, 30, (RISKY, "restart")), walked, attached, cost(3, services=[]))
    spent = {
        name: [(row[0], plain(row[4])) for row in table(blocks, f"effort_by_{name}").rows]
        for name in ("service", "team", "runbook", "category")
    }
    hour, half, five = timedelta(hours=1), timedelta(minutes=30), timedelta(minutes=5)
    assert spent["service"] == [("payments", hour), ("checkout", half + five), ("not recorded", None)]
    assert spent["team"] == [("platform", hour), ("shop", half + five), ("not recorded", None)]
    assert spent["runbook"] == [("pool", hour), ("without a runbook", half), ("lag", five)]
    assert spent["category"] == [(SAFE, hour), (RISKY, half), ("no action recorded", five)]


@pytest.mark.parametrize("by", [By.SEVERITY, By.MONTH])
def test_another_group_comes_first(by: By) -> None:
    block = built(cost(0, 30), by=by)[1]
    assert isinstance(block, Chart) == (by is By.MONTH)
    if isinstance(block, Chart):
        assert (block.shape, block.table.rows[0][0]) == (Shape.BARS, "2026-01")


# --- candidates -----------------------------------------------------------------------------


def ranked(*incidents: IncidentSnapshot) -> list[list[Any]]:
    return [[plain(cell) for cell in row] for row in table(built(*incidents), "candidates").rows]


def test_twice_is_no_pattern() -> None:
    its = [cost(number, 10, (SAFE, "restart")) for number in range(3)]
    assert ranked(*its[:2]) == []
    assert any("1 action in fewer than 3" in note for note in table(built(*its[:2]), "candidates").notes)
    assert [row[:7] for row in ranked(*its)] == [[1, SAFE, 3, 3, 0, 1, "restart"]]


def test_safe_before_risky_and_often_before_seldom() -> None:
    its = [cost(number, 10, (SAFE, "restart"), (RISKY, "fail over"), (LOOK, "look")) for number in range(3)]
    often = [cost(number, 10, (RISKY, "drop")) for number in range(3, 20)]
    assert [row[6] for row in ranked(*its, *often)] == ["drop", "restart", "look", "fail over"]


def test_effort_that_is_not_known_is_taken_as_the_usual_and_said() -> None:
    unknown = [cost(number, 0, (SAFE, "restart")) for number in range(4)]
    known = [cost(number, 60, (SAFE, "flush")) for number in range(4, 7)]
    rows = ranked(*unknown, *known)
    assert [(row[6], row[5]) for row in rows] == [("restart", 0), ("flush", 1)]
    assert rows[0][7].startswith("in 4 incidents; their effort is not logged, so taken as the usual")
    assert "3h 00m of effort in 3 of them" in rows[1][7]


def test_steps_are_told_by_runbook_and_numbers_make_no_difference() -> None:
    steps = [cost(number, 10, (SAFE, "D1"), (SAFE, "D1"), runbook="pool") for number in range(3)]
    hosts = [cost(number, 10, (LOOK, f"Look at host-{number}")) for number in range(3, 6)]
    rows = ranked(*steps, *hosts)
    assert [(row[6], row[2], row[3], row[4]) for row in rows] == [
        ("pool D1: the step D1", 3, 6, 6),
        ("Look at host-3", 3, 3, 0),
    ]


def test_what_was_skipped_was_not_done() -> None:
    assert ranked(*(cost(number, 10, (SAFE, "restart"), outcome="skipped") for number in range(5))) == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 90), st.lists(st.tuples(st.sampled_from([SAFE, RISKY, LOOK, "?"]), st.sampled_from("abc")))
        ),
        max_size=12,
    )
)
def test_every_action_taken_is_a_candidate_or_counted_as_none(history: list[Any]) -> None:
    its = [cost(number, minutes, *actions) for number, (minutes, actions) in enumerate(history)]
    found, others = candidates(its)
    kinds = {action for _, actions in history for action in actions}
    assert len(found) + others == len(kinds)
    for each in found:
        assert 3 <= len(each.incidents) <= each.times
        assert len(each.incidents) == len({it.id for it in each.incidents})


# --- alerts without action, phases ----------------------------------------------------------


def test_alerts_rank_by_how_surely_nothing_was_done() -> None:
    its = [cost(number, alerts=["Noise"]) for number in range(8)]
    its += [cost(number, alerts=["Rare"]) for number in range(8, 11)]
    its += [cost(number, 5, alerts=["Noise", "Real"]) for number in range(11, 14)]
    its += [cost(14, alerts=["Twice"]), cost(15, alerts=["Twice"]), cost(16, alerts=["Open"] * 3, lasted=None)]
    rows = [[plain(cell) for cell in row] for row in table(built(*its), "quiet_alerts").rows]
    assert [(row[0], row[1], row[2]) for row in rows] == [("Rare", 3, 1), ("Noise", 11, 8 / 11)]


def test_where_nobody_records_anything_nothing_is_said_of_alerts() -> None:
    notes = [block.text for block in built(*(cost(n, alerts=["Noise"]) for n in range(8))) if isinstance(block, Note)]
    assert notes == [
        "Of 8 incidents that are over, 0 record an action or effort. So which alerts needed none cannot be told.",
        "Of 8 pages (openings and escalations), 0 are classified (`revenant oncall page`).",
    ]


def test_phases_count_what_is_open_and_what_is_not_recorded() -> None:
    its = [cost(number, 5, (LOOK, "look"), (SAFE, "act"), started_at=at(24 * number - 1)) for number in range(6)]
    phases = figures(built(*its, cost(7), cost(8, lasted=None)), "phases")
    hour = timedelta(hours=1)
    assert phases["detect"][:3] == [6, 2, hour]
    assert phases["answer"][:3] == [1, 7, None]
    assert phases["diagnose"][:2] == [0, 8]
    assert phases["mitigate"][:3] == [6, 2, hour / 2]
    assert table(built(cost(8, lasted=None)), "phases").rows[1][1] == Shown(1, "1 (1 open)")
