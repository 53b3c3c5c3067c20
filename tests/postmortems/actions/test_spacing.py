"""What sets action items apart for a merge is taken out again, to the byte."""

from __future__ import annotations

from hypothesis import given

from revenant.postmortems.actions import tasks_of
from revenant.postmortems.actions.spacing import put_together, set_apart
from tests.postmortems.actions.documents import DOCUMENTS


@given(DOCUMENTS)
def test_what_is_set_apart_comes_together_again(rows: list[str]) -> None:
    content = "\n".join(rows).encode()
    assert put_together(set_apart(content, tasks_of(rows))) == content


def test_items_with_an_id_of_their_own_stand_apart() -> None:
    content = b"## Action items\n- [ ] **A1** a\n- [ ] **A2** b\n- [ ] **A2** c\n- [ ] d"
    assert set_apart(content, tasks_of(content.decode().split("\n"))).split(b"\n")[:4] == [
        b"## Action items",
        b"\x01action begins A1",
        b"- [ ] **A1** a",
        b"\x01action ends A1",
    ]


def test_a_document_that_holds_such_a_line_is_left_alone() -> None:
    content = b"- [ ] **A1** a\n\x01action ends A1"
    assert set_apart(content, tasks_of(content.decode().split("\n"))) == content
