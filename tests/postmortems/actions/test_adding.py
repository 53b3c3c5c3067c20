"""A new action item gets the next id and its place; what was there stays."""

from __future__ import annotations

import pytest
from hypothesis import given

from revenant.postmortems.actions import tasks_of
from revenant.postmortems.actions.adding import Addition, add_item
from revenant.postmortems.actions.content import insert_lines
from revenant.postmortems.errors import ActionLineError
from revenant.store.frontmatter import split_rows
from tests.postmortems.actions.documents import DOCUMENTS


def _add(text: str) -> tuple[Addition, str]:
    content = text.encode()
    added = add_item(split_rows(content), "New.", {"owner": "ana", "due": ""}, {}, "Action items", "file.md")
    return added, insert_lines(content, added.after, added.rows).decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# T\n## Action items\n- [ ] **A1** a\n  - why\n\n## Lessons\n",
            "# T\n## Action items\n- [ ] **A1** a\n  - why\n\n- [ ] **A2** New. (owner: ana)\n\n## Lessons\n",
        ),
        (
            "# T\n## Action items\n\n<!-- what\n- [ ] **A1** hint -->\n## Lessons\n",
            "# T\n## Action items\n\n<!-- what\n- [ ] **A1** hint -->\n\n"
            "- [ ] **A1** New. (owner: ana)\n\n## Lessons\n",
        ),
        ("# T\n## Action items\n", "# T\n## Action items\n\n- [ ] **A1** New. (owner: ana)\n"),
        ("# T\n\nText", "# T\n\nText\n\n## Action items\n\n- [ ] **A1** New. (owner: ana)"),
        ("\n", "## Action items\n\n- [ ] **A1** New. (owner: ana)\n\n"),
        (
            "# T\n## Action items\n- [x] **A7** a\n- [ ] **B9** b\n",
            "# T\n## Action items\n- [x] **A7** a\n- [ ] **B9** b\n\n- [ ] **A8** New. (owner: ana)\n",
        ),
    ],
)
def test_its_place(before: str, after: str, end: str) -> None:
    assert _add(before.replace("\n", end))[1] == after.replace("\n", end)


def test_a_section_that_is_begun_is_said() -> None:
    assert _add("# T\n")[0].begins_section
    assert not _add("# T\n## Action items\n")[0].begins_section


def test_where_it_would_not_be_read_back_nothing_is_written() -> None:
    with pytest.raises(ActionLineError, match="read back"):
        _add("# T\n```\nnever closed")


@given(DOCUMENTS)
def test_all_others_stay_and_the_new_one_is_read(rows: list[str]) -> None:
    try:
        added = add_item(rows, "New.", {"owner": "ana"}, {}, "Action items", "file.md")
    except ActionLineError:
        return
    after = [*rows[: added.after], *added.rows, *rows[added.after :]]
    items = tasks_of(after)
    assert len(items) == len(tasks_of(rows)) + 1
    assert added.item in [item._replace(under=()) for item in items]
    assert added.item.id not in [item.id for item in tasks_of(rows)]
