"""How far the record can be trusted: shares with their n, delays without imports, and what to mend first."""

from __future__ import annotations

from datetime import timedelta

from revenant.core.tables import Block, Shown
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports import compose, quality
from revenant.reports.population import population
from revenant.reports.quality import MOST
from revenant.reports.question import By, Question
from tests.reports.made_up import NOW, SETTINGS, happened, holds, invented, table

ASKED = Question(settings=SETTINGS, now=NOW)


def built(incidents: list[IncidentSnapshot], by: By | None = None) -> list[Block]:
    question = ASKED._replace(by=by)
    return quality.build(population(incidents, question), question)


def test_what_is_missing_says_of_how_many_it_is_expected() -> None:
    incidents = [happened(1), happened(2, services=[]), happened(3, moves=[], severity="SEV3")]
    rows = {row[0]: row[1:5] for row in table(built(incidents), "missing").rows}
    assert rows["services"] == ["all", 3, 1, Shown(1 / 3, "1 of 3 (33 %)")]
    assert rows["acknowledgement"] == ["taken up", 2, 0, Shown(0.0, "0 of 2 (0 %)")]
    assert rows["mitigation"][1:3] == [2, 2]
    assert rows["commander"][1:3] == [2, 2]


def test_groups_show_what_each_lacks() -> None:
    incidents = [
        happened(1, services=["web"]),
        happened(2, services=["web"], impact=(-3, 60)),
        happened(3, services=[]),
    ]
    found = table(built(incidents, By.SERVICE), "missing_by_group")
    place = [column.key for column in found.columns].index("started")
    assert [(row[0], row[1], row[place]) for row in found.rows] == [
        ("web", 2, Shown(0.5, "1/2")),
        ("not recorded", 1, Shown(1.0, "1/1")),
    ]


def test_delays_leave_imports_out_and_few_have_no_median() -> None:
    incidents = [happened(n, late=n) for n in range(6)] + [happened(9, late=999, source="elsewhere:1")]
    openings, events = table(built(incidents), "delays").rows
    assert openings[:3] == ["openings", 6, Shown(5 / 6, "5 of 6 (83 %)")]
    assert openings[3:] == [None, None, timedelta(minutes=5)], "five are too few for a median"
    assert events[1:3] == [18, Shown(5 / 18, "5 of 18 (28 %)")]
    more = table(built([*incidents, happened(6, late=6)]), "delays").rows[0]
    assert more[3] == timedelta(minutes=3.5)
    assert "1 imported are not in it" in table(built(incidents), "delays").notes[-1]


def test_the_worst_records_come_first_each_with_its_command() -> None:
    incidents = [
        happened(1, duplicate_of="INC-20261101-00002"),
        happened(2, services=[], commander="lea@example.com"),
        happened(3, services=[], source="elsewhere:1"),
    ]
    rows = table(built(incidents), "mend").rows
    assert [row[0][-1] for row in rows] == ["1", "2", "3"], "our own before imported ones"  # type: ignore[index]
    assert rows[0][2:] == [
        "duplicate, start of impact, commander, end of impact, postmortem",
        "revenant merge 00001 into OTHER",
    ]
    assert rows[1][3] == "revenant update 00002 --service NAME"
    mending = {row[0]: row[1:] for row in table(built(incidents), "mending").rows}
    assert mending["services"] == [2, "revenant update ID --service NAME"]
    assert mending["imported"] == [1, "nothing"]


def test_the_rest_is_counted_and_nothing_is_said() -> None:
    many = table(built([happened(n) for n in range(1, MOST + 4)]), "mend")
    assert (len(many.rows), many.notes) == (MOST, ["3 more have something to mend."])
    assert table(built([]), "mend").notes == ["Nothing that a command could mend."]


def test_the_screen(update_golden: bool) -> None:
    holds("quality", compose("quality", ASKED._replace(record=invented)), update_golden)
