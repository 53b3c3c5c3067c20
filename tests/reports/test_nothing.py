"""Where there is nothing a report says so in one line, and every table without rows says why."""

from __future__ import annotations

import pytest

from revenant.core.tables import Block, Chart, Column, Note, Shape, Table, table_in
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.render.console import show
from revenant.render.markdown import render_markdown
from revenant.render.page.document import render_page
from revenant.render.plain import render_plain
from revenant.reports import REPORTS, compose, load_report
from revenant.reports.nothing import explained, has_nothing, is_nothing, nothing
from revenant.reports.periods import parse_period
from revenant.reports.population import Population
from revenant.reports.question import Form, Question
from revenant.reports.together import together
from tests.reports.made_up import NOW, SETTINGS, happened

ASKED = Question(settings=SETTINGS, now=NOW)
EMPTY = Table("By moon", [Column("moon", "moon")], [])
LINE = "Nothing to report: no incident is counted."


def asked(name: str, *incidents: IncidentSnapshot) -> Question:
    periods = tuple(map(parse_period, ("2025", "2026"))) if load_report(name).FORM.periods else ()
    return ASKED._replace(periods=periods, record=lambda: list(incidents))


@pytest.mark.parametrize("incidents", [[], [happened(1)]], ids=["none", "one"])
@pytest.mark.parametrize("name", list(REPORTS))
def test_no_heading_stands_over_nothing(name: str, incidents: list[IncidentSnapshot]) -> None:
    blocks = compose(name, asked(name, *incidents))
    bare = [table for block in blocks if (table := table_in(block)) and not table.rows and not table.notes]
    assert bare == []
    assert any(map(is_nothing, blocks)) or incidents


def test_a_report_of_items_that_are_not_there_says_which() -> None:
    blocks = compose("actions", asked("actions", happened(1)))
    assert nothing("these incidents have no action items") in blocks
    assert Note(LINE) not in blocks


def test_a_reason_of_its_own_stays() -> None:
    own = EMPTY._replace(notes=["There is no moon."])
    chart = Chart(EMPTY, Shape.BARS, "moon", "moon", summary="The moons.")
    told = explained([own, chart, EMPTY], Form(), Population([happened(1)], {}, {}))
    reasons = [(table.notes, getattr(block, "summary", "")) for block in told if (table := table_in(block))]
    assert reasons == [(["There is no moon."], ""), *[(["Nothing of this is recorded."], "")] * 2]


def test_without_incidents_there_may_be_changes() -> None:
    full: list[Block] = [EMPTY._replace(rows=[["full"]])]
    nobody = Population([], {}, {})
    assert explained(full, Form(of_changes=True), nobody) == full
    assert has_nothing(explained(full, Form(), nobody))


def test_all_forms_say_it_alike(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = compose("toil", asked("toil"))
    show(blocks, color=False, width=80)
    for text in (capsys.readouterr().out, render_plain(blocks), render_markdown(blocks).replace("\\", "")):
        assert text.count(LINE) == 1
        assert text.count("No incident is counted.") == 4
    found = together(ASKED)
    page = render_page(found, "", NOW)
    assert page.count("(nothing to report)") == len(found.chapters)
    assert page.count("<p>Nothing to report: no ") == len(found.chapters)
