"""What counts as an action item is what CommonMark takes for a task, whatever surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hypothesis import given
from markdown_it import MarkdownIt

from revenant.core.outline import read_outline
from revenant.postmortems.actions import find_actions, tasks_of, under_actions
from revenant.postmortems.regions.markers import find_layout
from tests.postmortems.actions.documents import DOCUMENTS


def _tasks(rows: Sequence[str]) -> Iterator[int]:
    """Lines of the list items that begin with a box, as the parser of Markdown sees them, but for quoted ones."""
    tokens = MarkdownIt("commonmark").parse("\n".join(rows).replace("\r", " "))
    quotes = 0
    for number, token in enumerate(tokens):
        quotes += token.nesting if token.type.startswith("blockquote") else 0
        inner = tokens[number + 2] if token.type == "list_item_open" and number + 2 < len(tokens) else None
        if inner is not None and tokens[number + 1].type == "paragraph_open" and not quotes:
            line = (inner.map or [0])[0]
            if re.match(r"\[[ xX]\][ \t]+\S", inner.content) and re.match(r"[ \t]*([-*+]|\d+[.)])", rows[line]):
                yield line + 1


@given(DOCUMENTS)
def test_every_task_of_commonmark_is_one_and_nothing_else_is(rows: list[str]) -> None:
    outline = read_outline(rows)
    regions = find_layout(outline.blocks)
    found = [item.line for item in tasks_of(["", *rows])]
    assert found == [line + 1 for line in _tasks(rows) if not regions.holds(line)]


@given(DOCUMENTS)
def test_a_document_that_is_taken_apart_already_has_the_same_items(rows: list[str]) -> None:
    rows = ["", *rows]
    outline = read_outline(rows)
    found = list(find_actions(outline, rows, find_layout(outline.blocks)))
    assert found == [item for item in tasks_of(rows) if under_actions(item)]
