"""The structure of the page, as a screen reader or a keyboard walks it; and that nothing hostile gets through."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.tables import Chart, Column, Heading, Note, Shape, Table, facts
from revenant.render.page.document import render_page
from revenant.render.page.drawings import WIDTH, drawing
from revenant.render.page.elements import el, html
from revenant.reports.together import Chapter, Together
from tests.render.made_up import HOSTILE, NOW, reports

VOID = {"meta", "link"}
BLOCKS = {"table", "figure", "ul", "ol", "dl", "div", "section", "h1", "h2", "h3", "p"}


class Reader(HTMLParser):
    """Builds the tree, and refuses what is not well formed or not allowed where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Element("top")
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"{tag} has an attribute twice"
        assert not (self._open[-1].tag == "p" and tag in BLOCKS), f"{tag} in a paragraph"
        assert not any(name.startswith("on") for name in names)
        element = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        last = self._open[-1]
        if len(last):
            last[-1].tail = (last[-1].tail or "") + data
        else:
            last.text = (last.text or "") + data


def parse(page: str) -> Element:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert len(reader._open) == 1
    (root,) = reader.top
    return root


PAGE = render_page(reports(250), HOSTILE, NOW)
ROOT = parse(PAGE)


def words(element: Element) -> str:
    return "".join(element.itertext())


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(each.tag[1]) for each in ROOT.iter() if re.fullmatch(r"h\d", each.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(words(each).strip() for each in ROOT.iter() if re.fullmatch(r"h\d", each.tag))


def test_landmarks_language_and_the_way_past_the_contents() -> None:
    assert ROOT.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(list(ROOT.iter(landmark))) == 1
    first = next(each for each in ROOT.iter() if each.tag in ("a", "summary"))
    assert (first.get("class"), first.get("href")) == ("skip", "#reports")


def test_every_id_is_one_and_every_reference_leads_somewhere() -> None:
    ids = [name for each in ROOT.iter() if (name := each.get("id"))]
    assert len(set(ids)) == len(ids)
    for each in ROOT.iter():
        for name in (each.get("aria-labelledby") or "").split():
            assert name in ids
        if (href := each.get("href", "")).startswith("#"):
            assert href[1:] in ids
    assert {each.get("href") for each in ROOT.iter("a")} >= {
        f"#{name}" for name in ("about", "mttx", "toil", "actions")
    }


def test_every_section_is_named_by_its_heading() -> None:
    for section in ROOT.iter("section"):
        assert section[0].tag == "h2"
        assert section.get("aria-labelledby") == section[0].get("id")


def test_every_table_has_a_caption_and_every_header_its_scope() -> None:
    tables = list(ROOT.iter("table"))
    assert len(tables) == 6
    for each in tables:
        assert each[0].tag == "caption"
        assert words(each[0]).strip()
        assert {header.get("scope") for header in each.iter("th")} <= {"col", "row"}
        size = len(list(each.find("thead/tr") or []))
        for row in each.findall("tbody/tr"):
            assert len(row) == size
            assert [cell.tag for cell in row].count("th") == 1


def test_no_header_of_a_column_is_empty() -> None:
    table = Table("", [Column("", "is_pending"), Column("n", "n", right=True)], [["pending", 1]])
    page = parse(render_page(Together(facts(), [Chapter("a", "A", "", [table])]), "", NOW))
    assert [words(each) for each in page.iter("th")][:2] == ["is pending", "n"]


def test_zero_has_no_bar() -> None:
    table = Table("", [Column("a", "a"), Column("n", "n", right=True)], [["x", 0], ["y", 1]])
    page = parse(render_page(Together(facts(), [Chapter("a", "A", "", [Chart(table, Shape.BARS, "a", "n")])]), "", NOW))
    assert len(list(page.iter("rect"))) == 1


def test_every_image_is_told_in_words() -> None:
    images = list(ROOT.iter("svg"))
    assert len(images) == 6
    for image in images:
        assert image.get("role") == "img"
        assert [each.tag for each in image[:2]] == ["title", "desc"]
        assert all(words(each).strip() for each in image[:2])
        assert image.get("aria-labelledby") or image.get("aria-label")


def test_what_scrolls_can_be_reached_by_the_keyboard() -> None:
    frames = [each for each in ROOT.iter("div") if each.get("class") == "scroll"]
    assert frames
    assert all(each.get("tabindex") == "0" and each.get("role") for each in frames)
    assert all(each.get("aria-labelledby") or each.get("aria-label") for each in frames)


def test_every_chart_stands_with_its_table() -> None:
    for section in ROOT.iter("section"):
        parts = list(section)
        for number, part in enumerate(parts):
            if part.tag == "figure":
                assert list(parts[number + 1].iter("table"))


def test_colour_is_never_all_that_tells() -> None:
    marked = [row for row in ROOT.iter("tr") if row.get("class") in ("bad", "warn")]
    assert [re.sub(r"\s+", " ", words(row[0]))[:13] for row in marked] == ["!!urgent: pay", "!attention: <"]


def test_nothing_hostile_becomes_markup() -> None:
    tags = {each.tag for each in ROOT.iter()}
    assert not tags & {"script", "iframe", "img", "object", "form", "base"}
    assert not any(each.get("style") for each in ROOT.iter())
    assert not set("\x1b\u202e") & set(PAGE)
    assert words(ROOT).count("<script>alert(1)</script>") >= 12


def test_addresses_lead_nowhere_outside() -> None:
    attributes = [(name, value) for each in ROOT.iter() for name, value in each.attrib.items()]
    assert {name for name, value in attributes if "//" in value} == {"xmlns"}
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    assert {value for name, value in attributes if name in ("href", "src")} - {"data:,"} <= {
        value for _, value in attributes if value.startswith("#")
    }


def test_the_policy_allows_its_own_style_and_nothing_else() -> None:
    (style,) = ROOT.iter("style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    policy = next(each.get("content") for each in ROOT.iter("meta") if each.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_it_says_whom_it_counts_from_which_commit_and_as_of_when() -> None:
    text = words(ROOT)
    for said in (
        "64 incidents; 1 still open",
        "commit 61459a929d79",
        "As of 2026-11-24 12:00 UTC",
        "detected → resolved",
    ):
        assert said in text


def test_those_with_nothing_to_say_say_it_in_a_line() -> None:
    sections = {each.get("id"): words(each) for each in ROOT.iter("section")}
    assert sections["quality"].endswith("Nothing to report.")
    assert "Not told: <script>" in sections["toil"]
    assert "No deployments are recorded." in sections["changes"]
    assert words(next(ROOT.iter("nav"))).count("(nothing to report)") == 3


def test_long_tables_say_what_is_left_out() -> None:
    assert "item 99" in PAGE
    assert "item 100" not in PAGE
    assert "150 rows more: `revenant report actions --csv` has all." in words(ROOT)


def test_many_long_tables_stay_within_a_megabyte() -> None:
    columns = [Column(f"c{n}", f"c{n}") for n in range(12)]
    tables = [Table(f"T{n}", columns, [["x" * 50] * 12 for _ in range(5000)]) for n in range(60)]
    page = render_page(Together(facts(), [Chapter("a", "A", "", tables)]), "", NOW)
    assert len(page) < 1_000_000
    assert page.count("`revenant report a --csv` has all.") == 60


def test_a_very_long_text_is_shortened() -> None:
    page = render_page(
        Together(facts(), [Chapter("a", "A", "", [Table("", [Column("x", "x")], [["y" * 9999]])])]), "", NOW
    )
    assert "y" * 399 + "…" in page


def test_many_rows_are_drawn_as_far_as_there_is_room() -> None:
    rows = [[f"s{n}", n] for n in range(1000)]
    table = Table("T", [Column("s", "s"), Column("n", "n", right=True)], rows)  # type: ignore[arg-type]
    shapes = [Chart(table, shape, "s", "n") for shape in Shape]
    page = render_page(Together(facts(), [Chapter("a", "A", "", shapes)]), "", NOW)
    assert "960 more are not drawn." in page
    assert len(page) < 300_000


def test_the_same_reports_are_the_same_bytes() -> None:
    assert render_page(reports(250), HOSTILE, NOW) == PAGE


@given(st.text(), st.text())
def test_whatever_the_text_the_page_is_well_formed(one: str, two: str) -> None:
    chart = Chart(Table(one, [Column(two, "a"), Column(one, "b")], [[two, 1]]), Shape.BARS, "a", "b", "", two)
    chapter = Chapter("a", one, two, [Heading(one), Note(two), chart])
    parse(render_page(Together(facts((one, two)), [chapter]), one, NOW))


@pytest.mark.parametrize(
    ("text", "written"),
    [("a<b>&\"'", "a&lt;b&gt;&amp;\"'"), ("\x00\x1b", "\\x00\\x1b"), ("\ud800", "\\ud800"), ("", "")],
)
def test_texts_of_elements_are_escaped(text: str, written: str) -> None:
    assert html(el("p", text)) == f"<p>{written}</p>"


def test_attributes_are_escaped_and_numbers_are_short() -> None:
    assert html(el("p", title='"><script>', x=1.0, y=2.345, z=None, class_="a", aria_label="b")) == (
        '<p title="&quot;&gt;<script&gt;" x="1" y="2.3" class="a" aria-label="b"></p>'
    )


def test_texts_and_elements_keep_their_order() -> None:
    assert html(el("p", "a", el("b", "c"), "d", "e", el("i"), None, "f")) == "<p>a<b>c</b>de<i></i>f</p>"


@pytest.mark.parametrize("days", [2, 7, 28, 29, 100])
def test_no_name_of_a_day_reaches_over_the_edge(days: int) -> None:
    rows = [[f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}", n] for n in range(days)]
    table = Table("T", [Column("day", "day"), Column("n", "n", right=True)], rows)  # type: ignore[arg-type]
    drawn = drawing(Chart(table, Shape.LINE, "day", "n"), "T", "t")
    assert drawn is not None
    ends = re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>([^<]+)<', html(drawn))
    assert ends
    assert all(float(x) + len(name) * 3.5 <= WIDTH for x, name in ends)
