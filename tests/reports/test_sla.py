"""Targets kept and missed: every incident is counted once in each table, and the worst misses are named."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from revenant.core.tables import Block, Shown
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.render.values import for_people
from revenant.reports import compose, sla
from revenant.reports.judging.targets import TARGETS
from revenant.reports.population import population
from revenant.reports.question import By, Question
from revenant.reports.sla import MOST
from tests.incidents.making import EVENTS
from tests.reports.made_up import NOW, SETTINGS, happened, holds, invented, table

ASKED = Question(settings=SETTINGS, now=NOW)


def built(incidents: list[IncidentSnapshot], by: By | None = None) -> list[Block]:
    question = ASKED._replace(by=by)
    return sla.build(population(incidents, question), question)


def test_a_sample() -> None:
    incidents = [
        happened(1),
        happened(2, moves=[(20, "ACKNOWLEDGED"), (60, "RESOLVED")]),
        happened(3, moves=[]),
        happened(4, moves=[(60, "RESOLVED")]),
        happened(5, severity="SEV1"),
    ]
    rows = {row[0]: row[1:] for row in table(built(incidents), "acknowledge").rows}
    assert rows["SEV2"][:6] == [4, 1, 1, 0, 1, 1]
    assert rows["SEV2"][6] == Shown(1 / 3, "1 of 3 (33 %)")
    assert for_people(rows["SEV2"][7]) == "6.1 % … 79.2 %"
    assert rows["all"][:6] == [5, 2, 1, 0, 1, 1]
    assert table(built(incidents), "acknowledge").notes == [
        "Targets: SEV1 5m 00s, SEV2 15m 00s, SEV3 4h 00m, SEV4 1d 00h."
    ]


def test_the_worst_come_first_and_the_rest_is_counted() -> None:
    incidents = [happened(n, moves=[(15 + n, "ACKNOWLEDGED"), (60, "RESOLVED")]) for n in range(1, MOST + 3)]
    missed = table(built(incidents), "missed")
    assert len(missed.rows) == MOST
    assert missed.rows[0][0] == incidents[-1].id
    assert missed.rows[0][4:6] == [timedelta(minutes=12), Shown(27 / 15, "1.8 ×")]
    assert missed.notes[-1] == "2 more: 2 acknowledge."


def test_what_was_never_acknowledged_is_listed_open_ones_first() -> None:
    incidents = [happened(1, moves=[]), happened(2, moves=[(9, "RESOLVED")], source="elsewhere:1"), happened(3)]
    found = table(built(incidents), "never_acknowledged")
    assert [row[0] for row in found.rows] == [incidents[0].id, incidents[1].id]
    (note,) = found.notes
    assert note.startswith("2 incidents without an acknowledgement: 1 still waiting for one")
    assert note.endswith("1 of them imported.")
    assert table(built(incidents[2:]), "never_acknowledged").notes == ["Every incident was acknowledged."]


def test_nothing_missed_is_said() -> None:
    assert table(built([happened(1)]), "missed").notes == ["No target is known to have been missed."]
    assert table(built([]), "acknowledge").rows[-1][-2:] == [Shown(None, "n/a"), None]


def test_of_no_incident_nothing_is_claimed() -> None:
    for key in ("missed", "never_acknowledged"):
        assert table(built([]), key).notes == ["No incident is counted."]


@given(st.lists(EVENTS, max_size=5), st.sampled_from([None, *By]))
def test_verdicts_add_up_to_those_counted(logs: list[list], by: By | None) -> None:  # type: ignore[type-arg]
    incidents = [fold(f"INC-20261123-0000{number}", events) for number, events in enumerate(logs)]
    counted = len(population(incidents, ASKED).counted)
    for target in TARGETS:
        rows = table(built(incidents, by), target).rows
        assert rows[-1][1] == counted
        for row in rows:
            assert sum(row[2:7]) == row[1]  # type: ignore[arg-type]


def test_the_screen(update_golden: bool) -> None:
    holds("sla", compose("sla", ASKED._replace(record=invented)), update_golden)
