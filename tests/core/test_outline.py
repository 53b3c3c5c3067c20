"""The outline of a Markdown file: what CommonMark says, with the lines things stand in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from revenant.core.outline import PSEUDO, Fence, Heading, Link, Outline, Reference, Text, read_outline, skim_headings

MARKDOWN = st.text(st.sampled_from("#*_`~[]()<>!:-=|\\ \n\t$0ab/."), max_size=300)


def outline(text: str, first: int = 1) -> Outline:
    return read_outline(text.split("\n"), first)


def test_headings_lose_their_markup_and_keep_their_line() -> None:
    text = "# `KubePod` *not* [ready](x.md)\n\nSetext\n------\n\n### Closed ###"
    assert outline(text).headings == [
        Heading(1, "KubePod not ready", 1),
        Heading(2, "Setext", 3),
        Heading(3, "Closed", 6),
    ]


def test_a_paragraph_in_bold_stands_for_a_heading_and_a_bold_item_does_not() -> None:
    found = outline("**Symptoms:**\n\n__Impact__\n\n- **Verify:** it is well\n\nnot **all** bold")
    assert found.headings == [Heading(PSEUDO, "Symptoms:", 1), Heading(PSEUDO, "Impact", 3)]
    assert Text("**Verify:** it is well", 5, item=True) in found.texts


def test_headings_in_code_are_code() -> None:
    assert outline("```bash\n# not a heading\n```\n\n    # nor this").headings == []


def test_fences_know_their_language_and_their_rows_even_below_list_items() -> None:
    found = outline("1. Do this:\n\n   ```Bash title=x\n   $ ls\n   out\n   ```\n\n~~~\nplain\n~~~")
    assert found.fences == [Fence("bash", 3, 4, 5, ("$ ls", "out")), Fence("", 8, 9, 9, ("plain",))]


def test_links_and_images_are_placed_at_their_target() -> None:
    found = outline("See [one](a.md#x)\nand ![two](b.png)\nand [three][r] <https://example.com>\n\n[r]: c%20d.md")
    assert found.links == [Link("a.md#x", 1, 11), Link("b.png", 2, 12, is_image=True), Link("c%20d.md", 3, 1)]


def test_a_label_defined_nowhere_is_told_and_a_key_or_an_index_is_not() -> None:
    found = outline('a [text][gone]\n[two\nlines][far] and [itself][]\n["a"]["b"] x[0][1] [[ -f y ]] `[c][d]`')
    assert found.undefined == [Reference("gone", 1, 3), Reference("far", 2, 1), Reference("itself", 3, 17)]


def test_lines_count_from_where_the_file_begins() -> None:
    found = outline("# Title\n\n[a](b)\n\n```\nx\n```", first=5)
    assert (found.headings[0].line, found.links[0].line, found.fences[0].line) == (5, 7, 9)


def test_raw_html_is_kept_for_its_anchors() -> None:
    assert '<a name="here">' in outline('text <a name="here"></a>').html
    assert "id=there" in outline("<div id=there>\n\n</div>").html


@given(MARKDOWN)
def test_any_text_has_an_outline_within_its_lines(text: str) -> None:
    rows = text.split("\n")
    found = read_outline(rows)
    places = [each.line for part in (found.headings, found.texts, found.links, found.undefined) for each in part]
    assert all(1 <= line <= len(rows) for line in places)
    assert all(fence.line <= fence.end + 1 <= len(rows) + 1 for fence in found.fences)


@given(MARKDOWN)
def test_headings_and_links_are_those_of_the_whole_parser(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(text)
    found = read_outline(text.split("\n"))
    headings = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    inner = [each for token in tokens for each in token.children or []]
    links = [each.attrs["href"] for each in inner if each.type == "link_open" and each.info != "auto"]
    assert [heading.level for heading in found.headings if heading.level != PSEUDO] == headings
    assert sorted(link.target for link in found.links if not link.is_image) == sorted(map(str, links))


def test_a_carriage_return_within_a_row_moves_no_line() -> None:
    assert [heading.line for heading in read_outline(["# a\rb", "c\r\rd", "", "# e\r"]).headings] == [1, 4]


@given(st.lists(st.sampled_from(["# A", "## `B` #", "###  **C**", "text", "", "```", "~~~sh", "####### no", "#no"])))
def test_skimmed_headings_are_those_of_the_outline(rows: list[str]) -> None:
    whole = [heading for heading in read_outline(rows).headings if heading.level != PSEUDO]
    assert skim_headings(rows) == whole
