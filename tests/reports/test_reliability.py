"""The report on where reliability work pays: figures with their n, a rank that is explained, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from revenant.core.tables import Block, Note
from revenant.incidents.selection import Selection
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports import reliability
from revenant.reports.population import population
from revenant.reports.question import Question
from revenant.reports.relying.figures import rank_by
from revenant.slos.budgeting.costs import Account
from revenant.slos.budgeting.impacts import Impact
from revenant.slos.spans import Span
from revenant.slos.usage import Meter
from tests.postmortems.actions.tracked import tracked
from tests.reports.made_up import NOW, SETTINGS, happened, holds, invented, table
from tests.reports.making import records
from tests.slos.promised import Steady, by_impact, promise

ASKED = Question(settings=SETTINGS, now=NOW)
HOUR = timedelta(hours=1)


def accounts(incidents: Sequence[IncidentSnapshot], ratios: Mapping[str, float]) -> list[Account]:
    """An SLO of each service, which its incidents hit by a share of all events while they were felt."""
    return [
        Account(promise(service, service=service), by_impact(*hits), hits)
        for service, ratio in ratios.items()
        if (hits := [hit for it in incidents if service in it.services for hit in _hits(it, ratio)]) or True
    ]


def _hits(it: IncidentSnapshot, ratio: float) -> list[Impact]:
    return [Impact(it.id, Span(each.started_at, each.ended_at or NOW), ratio, True) for each in it.impacts]


def built(incidents: list[IncidentSnapshot], question: Question = ASKED) -> list[Block]:
    return reliability.build(population(incidents, question), question)


def notes(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Note))


def by(blocks: Sequence[Block], key: str = "service") -> dict[str, dict[str, object]]:
    """The rows of both tables of services, or of classes."""
    costs, others = (records(table(blocks, f"{key}_{part}")) for part in ("costs", "others"))
    return {str(one[key]): {**one, **other} for one, other in zip(costs, others, strict=True)}


def test_whole(update_golden: bool) -> None:
    incidents = invented()
    known = accounts(incidents, {"checkout": 0.02, "payments": 0.1, "web": 1.0})
    items = tracked("- [ ] **A1** Reject pools below the peak (impact: high; likelihood: high)", incidents[3])
    question = ASKED._replace(
        accounts=lambda: known, actions=lambda: items, record=lambda: incidents, filters="made up"
    )
    holds("reliability", reliability.build(population(incidents, question), question), update_golden)


def test_ranked_by_budget_then_by_effort_and_the_unknown_last() -> None:
    incidents = [
        happened(1, "2026-11-02T10:00", services=["web"], effort={"ben@example.com": 10}),
        happened(2, "2026-11-03T10:00", services=["search"], effort={"ben@example.com": 90}),
        happened(3, "2026-11-04T10:00", services=["checkout"], impact=(0, 60)),
        happened(4, "2026-11-05T10:00", services=["payments"], impact=(0, 30), effort={"ben@example.com": 60}),
    ]
    question = ASKED._replace(accounts=lambda: accounts(incidents, {"checkout": 1.0, "payments": 1.0}))
    found = built(incidents, question)
    assert list(by(found)) == ["checkout", "payments", "search", "web"]
    assert by(found)["search"]["spent_share"] is None
    assert by(found)["checkout"]["rank_by_effort"] is None
    said = notes(found)
    assert "By service: checkout is first by budget; by effort search would be." in said
    assert "No budget is known of: search, web." in said
    assert "checkout, 99.9 %: by recorded impact alone; what nobody recorded is not in it." in said
    assert "2 of 4 incidents recorded no impact" in said


def test_a_budget_is_of_whole_quarters_unless_a_day_is_asked_for() -> None:
    """Half an hour of total outage on 5 November: of 78 minutes until now, of 26 since the day itself."""
    incidents = [happened(1, "2026-11-05T10:00", services=["payments"], impact=(0, 30))]
    question = ASKED._replace(accounts=lambda: accounts(incidents, {"payments": 1.0}))
    quarter = by(built(incidents, question))["payments"]["spent_share"]
    since = question._replace(selection=Selection(since=datetime(2026, 11, 5, tzinfo=UTC)))
    day = by(built(incidents, since))["payments"]["spent_share"]
    assert quarter.value == pytest.approx(30 / (53.5 * 1.44))  # type: ignore[attr-defined]
    assert day.value == pytest.approx(30 / (18.5 * 1.44))  # type: ignore[attr-defined]


def test_what_was_bad_outside_of_incidents_is_the_service_s_too() -> None:
    incidents = [happened(1, "2026-11-05T10:00", services=["payments"], impact=(0, 30))]
    start = datetime(2026, 11, 5, 10, tzinfo=UTC)
    bad = [Span(start, start + HOUR / 2), Span(start + 5 * HOUR, start + 6 * HOUR)]
    meter: Meter = Steady(bad, since=datetime(2026, 1, 1))
    hits = _hits(incidents[0], 1.0)
    account = Account(promise("pays", service="payments"), meter, hits)
    row = by(built(incidents, ASKED._replace(accounts=lambda: [account])))["payments"]
    assert row["spent_share"].value == pytest.approx(90 / (53.5 * 1.44))  # type: ignore[attr-defined]
    assert row["incidents_share"].value == pytest.approx(30 / (53.5 * 1.44))  # type: ignore[attr-defined]


def test_a_service_that_promised_and_had_no_incident_is_in_it() -> None:
    account = Account(promise("finds", service="search"), Steady([], since=datetime(2026, 1, 1)), [])
    assert by(built([], ASKED._replace(accounts=lambda: [account])))["search"]["n"] == 0


def test_a_class_costs_what_all_its_incidents_cost_once() -> None:
    same = [happened(day, f"2026-11-{day:02}T10:00", tags=["pool"], impact=(0, 10)) for day in (5, 6)]
    question = ASKED._replace(accounts=lambda: accounts(same, {"checkout": 1.0}))
    row = by(built(same, question), "class")["tag pool"]
    assert (row["n"], row["back_30"].text) == (2, "n/a")  # type: ignore[attr-defined]
    assert row["spent_share"].value == pytest.approx(20 / (53.5 * 1.44))  # type: ignore[attr-defined]


def test_open_items_of_the_top_priority_alone() -> None:
    it = happened(1, "2026-08-05T10:00")
    items = tracked(
        "- [ ] **A1** Reject pools below the peak (impact: high; likelihood: high)\n"
        "- [x] **A2** Page sooner (impact: high; likelihood: high; done: 2026-09-01)\n"
        "- [ ] **A3** Tidy (impact: low; likelihood: low)\n"
        "- [ ] **A4** Rewrite (impact: high; likelihood: high; wontdo: too dear)",
        it,
    )
    row = by(built([it], ASKED._replace(actions=lambda: items)))["checkout"]
    assert (row["open"], row["urgent"]) == (1, 2)


def test_without_slos_it_ranks_by_effort_and_says_that_no_budget_is_known() -> None:
    found = built([happened(1, services=["web"]), happened(2, services=["search"], effort={"ben@example.com": 9})])
    assert list(by(found)) == ["search", "web"]
    assert "No budget is known of: search, web." in notes(found)


def test_equal_ones_share_a_rank() -> None:
    found = built([happened(each, services=[name]) for each, name in enumerate("abc", start=1)])
    assert [row["rank_by_effort"] for row in by(found).values()] == [None, None, None]
    assert rank_by([], lambda _: 1.0) == []
