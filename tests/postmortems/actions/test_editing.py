"""A change touches one line, reads back as what was wanted, and leaves every other byte of the file."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.errors import EmptyTextError
from revenant.postmortems.actions import ActionItem, parse_actions, tasks_of
from revenant.postmortems.actions.content import insert_lines, replace_line
from revenant.postmortems.actions.editing import Edit, checked, checked_text, edit_rows, in_conflict, wanted
from revenant.postmortems.errors import ActionLineError, ActionValueError
from revenant.store.frontmatter import split_rows
from tests.postmortems.actions.documents import DOCUMENTS

ROWS = [
    "## Action items",
    "",
    "- [ ] **A1** Reject sizes. (owner: ana;  due: 2026-12-20 ; see: x)  ",
    "",
    "- [ ] Second",
]
FIELDS = st.dictionaries(
    st.sampled_from(["owner", "due", "done", "wontdo"]),
    st.one_of(st.none(), st.text("ab-1 :", max_size=6).map(str.strip)),
)
EDITS = st.builds(Edit, st.sampled_from([None, True, False]), st.none() | st.sampled_from(["New words.", "x"]), FIELDS)


def _edit(item: ActionItem, edit: Edit, rows: list[str] = ROWS) -> str:
    return edit_rows(rows, item, edit, "file.md:3")


def test_a_field_is_set_in_its_place_and_all_else_of_the_line_stays() -> None:
    first, second = tasks_of(ROWS)
    assert _edit(first, Edit(fields={"due": "2027-01-15"})) == (
        "- [ ] **A1** Reject sizes. (owner: ana;  due: 2027-01-15 ; see: x)  "
    )
    assert _edit(first, Edit(done=True, fields={"done": "2026-11-24"})) == (
        "- [x] **A1** Reject sizes. (owner: ana;  due: 2026-12-20 ; see: x; done: 2026-11-24)  "
    )
    assert _edit(first, Edit(fields={"owner": None})) == "- [ ] **A1** Reject sizes. (due: 2026-12-20 ; see: x)  "
    assert _edit(second, Edit(text="Other", fields={"owner": "ben"})) == "- [ ] Other (owner: ben)"


def test_the_last_field_taken_out_takes_the_parentheses_along() -> None:
    rows = ["## Action items", "- [ ] Text (owner: ana)"]
    assert _edit(tasks_of(rows)[0], Edit(fields={"owner": None}), rows) == "- [ ] Text"


@given(DOCUMENTS, EDITS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_one_line_changes_and_reads_back(rows: list[str], edit: Edit, end: str, closed: bool) -> None:
    content = (end.join(rows) + (end if closed else "")).encode()
    rows = split_rows(content)
    items = tasks_of(rows)
    for item in items:
        with suppress(ActionLineError):
            row = edit_rows(rows, item, edit, "file.md")
            after = replace_line(content, item.line, row)
            before, lines = content.split(b"\n"), after.split(b"\n")
            assert [*before[: item.line - 1], *before[item.line :]] == [*lines[: item.line - 1], *lines[item.line :]]
            assert before[item.line - 1].endswith(b"\r") == lines[item.line - 1].endswith(b"\r")
            assert tasks_of(split_rows(after)) == [wanted(each, edit) if each is item else each for each in items]


@given(DOCUMENTS)
def test_what_changes_nothing_leaves_the_line(rows: list[str]) -> None:
    for item in tasks_of(rows):
        if item.end == item.line and not in_conflict(rows, item.line):
            assert edit_rows(rows, item, Edit(), "file.md") == rows[item.line - 1]


@given(st.binary(max_size=60), st.integers(0, 9), st.lists(st.text("ab", max_size=3), min_size=1, max_size=3))
def test_added_lines_leave_every_byte_that_was_there(content: bytes, after: int, rows: list[str]) -> None:
    after = min(after, content.count(b"\n") + (not content.endswith(b"\n")))
    new = insert_lines(content, after, rows)
    assert len(new) > len(content)
    head = sum(len(line) + 1 for line in content.split(b"\n")[:after])
    assert new.startswith(content[:head])
    assert new.endswith(content[head:])


def test_what_spans_lines_or_stands_in_a_conflict_is_left_alone() -> None:
    rows = ["## Action items", "- [ ] **A1** Long", "  text (owner: x)", "", "- [ ] **A2** Short"]
    with pytest.raises(ActionLineError, match="goes on to line 3"):
        _edit(tasks_of(rows)[0], Edit(done=True), rows)
    rows = [
        "## Action items",
        "<<<<<<< HEAD",
        "- [ ] **A1** a",
        "=======",
        "- [x] **A1** a",
        ">>>>>>> other",
        "- [ ] b",
    ]
    assert [in_conflict(rows, line) for line in (1, 3, 5, 7)] == [False, True, True, False]
    with pytest.raises(ActionLineError, match="merge conflict"):
        _edit(tasks_of(rows)[0], Edit(done=True), rows)


@pytest.mark.parametrize("value", ["a; due: 2020-01-01", "x)", "(x", "a\nb", "a\x1b[31m", "a\u2028b", "a\u202eb"])
def test_a_value_that_would_end_early_is_refused(value: str) -> None:
    with pytest.raises(ActionValueError):
        checked("owner", value)


def test_a_text_may_hold_parentheses_but_no_line_break() -> None:
    assert checked_text(" Reject (all; of) them ") == "Reject (all; of) them"
    with pytest.raises(ActionValueError):
        checked_text("a\n- [ ] b")
    with pytest.raises(EmptyTextError):
        checked_text("  ")


def test_a_text_that_would_be_read_as_a_suffix_is_refused() -> None:
    with pytest.raises(ActionLineError, match="read back"):
        _edit(tasks_of(ROWS)[1], Edit(text="Do it (owner: mallory)"))


def test_synonyms_of_the_heading_hold_items_too() -> None:
    assert (
        len(parse_actions("# Actions\n## Follow-up actions\n- [ ] one\n### Detection\n- [x] two\n## Other\n- [ ] no"))
        == 2
    )
