"""The load on people: answers once each, no names by team, and no figure of evenness for too few."""

from __future__ import annotations

from revenant.core.tables import Block, Note
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.render.plain import render_plain
from revenant.reports import compose, oncall_load
from revenant.reports.population import population
from revenant.reports.question import PERIODS, By, Question
from tests.incidents.making import ANA, BEN, LEA
from tests.reports.made_up import CHI, NOW, SETTINGS, happened, holds, invented, table

ASKED = Question(settings=SETTINGS, now=NOW)


def built(incidents: list[IncidentSnapshot], by: By | None = None) -> list[Block]:
    question = ASKED._replace(by=by)
    return oncall_load.build(population(incidents, question), question)


def test_what_people_did_beside_answering() -> None:
    incidents = [
        happened(1, by=ANA, commander=LEA, effort={"ana@old.example.com": 30}),
        happened(2, by=ANA, effort={BEN: 15, ANA: 60}),
        happened(3, by=ANA, commander=LEA, source="elsewhere:1", effort={BEN: 45}),
    ]
    rows = {row[0]: row[1:4] for row in table(built(incidents), "parts").rows}
    assert rows == {ANA: [2, 0, 2], LEA: [0, 2, 2], BEN: [0, 0, 0]}
    assert "1h 30m" in render_plain(built(incidents)), "effort under both addresses"


def test_teams_and_periods_name_nobody() -> None:
    incidents = invented()
    for by in (By.TEAM, *PERIODS):
        text = render_plain(built(incidents, by))
        assert "@example.com" not in text
    rows = {row[0]: row[1:3] for row in table(built([happened(1, by=ANA), happened(2, by=CHI)], By.TEAM), "teams").rows}
    assert rows == {"platform": [1, 1], "shop": [1, 1]}
    assert table(built([happened(1, by="x@example.com")], By.TEAM), "teams").rows[0][0] == "not recorded"


def test_every_way_to_group_counts_the_same_answers() -> None:
    incidents = invented()
    answered = sum(row[1] for row in table(built(incidents), "people").rows)  # type: ignore[misc]
    assert answered == table(built(incidents), "evenness").rows[0][2]
    for by, key in ((By.TEAM, "teams"), *((period, "periods") for period in PERIODS)):
        assert sum(row[2] for row in table(built(incidents, by), key).rows) == answered  # type: ignore[misc]
    left_out = len(incidents) - answered
    (notes,) = [block.text for block in built(incidents) if isinstance(block, Note)]
    said = notes.partition("Not counted as answers: ")[2].partition(".")[0]
    assert sum(int(each.split()[0]) for each in said.split(", ")) == left_out


def test_evenness_waits_for_enough_answers() -> None:
    few = [happened(n, by=who) for n, who in enumerate((ANA, BEN, LEA) * 4)]
    assert table(built(few), "evenness").rows[0][-2:] == [None, None]
    enough = [happened(n, by=who) for n, who in enumerate((ANA, BEN, LEA) * 5)]
    row = table(built(enough), "evenness").rows[0]
    assert row[:5] == ["all", 3, 15, 5, 5]
    assert [getattr(cell, "text", None) for cell in row[5:]] == ["0.00", "0.17"]


def test_hours_are_those_of_detection() -> None:
    rows = table(built([happened(1, "2026-11-20T23:10"), happened(2, "2026-11-20T23:50")]), "hours").rows
    assert rows[23][-1] == 2
    assert sum(row[-1] for row in rows) == 2  # type: ignore[misc]


def test_nobody_is_said() -> None:
    assert table(built([]), "people").notes == ["Nobody is known to have answered."]
    assert not table(built([]), "hours").rows


def test_the_screen(update_golden: bool) -> None:
    holds("oncall-load", compose("oncall-load", ASKED._replace(record=invented)), update_golden)
    by_team = compose("oncall-load", ASKED._replace(by=By.TEAM, record=invented))
    holds("oncall-load-team", by_team, update_golden)
