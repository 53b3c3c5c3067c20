"""Blocks as Markdown: tables that render, and text that stays text."""

from __future__ import annotations

from datetime import timedelta

from markdown_it import MarkdownIt

from revenant.core.tables import Column, Fact, Facts, Heading, Note, Table
from revenant.render.markdown import render_markdown
from tests.render.made_up import services

COLUMNS = [Column("name", "name"), Column("median", "median", right=True)]


def test_blocks_become_markdown() -> None:
    table = Table("Figures", COLUMNS, [["MTTR", timedelta(minutes=65)], ["MTTA", None]], ["a note"])
    text = render_markdown([Heading("Report"), Facts([Fact("n", "2")]), Note("one\ntwo"), table])
    assert text == (
        "## Report\n\n- **n:** 2\n\none\ntwo\n\n### Figures\n\n"
        "| name | median |\n|---|---:|\n| MTTR | 1h 05m |\n| MTTA | – |\n\na note\n"
    )


def test_hostile_cells_stay_in_their_cell() -> None:
    text = render_markdown([Table("", COLUMNS, [["a | b\n<script>alert(1)</script> @team [x](y) `c`", 1]])])
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<td") == 2
    assert "<script" not in html
    assert "<a" not in html
    assert "<code" not in html


def test_an_empty_table_is_its_title_and_notes() -> None:
    assert render_markdown([Table("Figures", COLUMNS, [], ["none"])]) == "### Figures\n\nnone\n"


def test_a_chart_is_its_table_with_what_there_is_to_see() -> None:
    text = render_markdown([services()])
    assert text.startswith("### MTTR by service: detected → resolved\n\npayments takes longest ")
    assert "| checkout | 40 | 52m 00s | 31m 00s … 1h 28m | ▃▄▁·█ |" in text
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<tr") == 5
    assert "<script" not in html
