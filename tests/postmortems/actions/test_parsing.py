"""Action items are read back from Markdown exactly where they are action items."""

from __future__ import annotations

from datetime import date

import pytest

from revenant.postmortems.actions import parse_actions

DOCUMENT = """\
# Title
- [ ] **A9** Not under the heading. (owner: x; due: 2026-01-01)
## Action items
- [ ] **A1** Reject sizes (all of them) below the peak. (owner: platform; due: 2026-12-20; type: prevent)
- [x] **A2** Alert on waiting connections. (owner: shop; due: 2026-12-01; verified: 2026-12-10)
- [ ] Nobody has this one
<!--
- [ ] **A3** An example in a comment. (owner: x; due: 2026-01-01)
-->
~~~
- [ ] **A4** In a fence. (owner: x; due: 2026-01-01)
~~~
### Later
- [ ] **A5** Under a deeper heading. (owner: x; due: soon)
- [ ] **A6** Will not be done. (wontdo: the service is retired)
## Lessons
- [ ] **A7** Not here either. (owner: x; due: 2026-01-01)
"""


def test_only_items_under_the_heading_outside_code_and_comments() -> None:
    assert [item.id for item in parse_actions(DOCUMENT)] == ["A1", "A2", "", "A5", "A6"]


def test_the_suffix_is_data_and_the_text_keeps_its_parentheses() -> None:
    first = parse_actions(DOCUMENT)[0]
    assert first.text == "Reject sizes (all of them) below the peak."
    assert (first.owner, first.due, first.fields["type"]) == ("platform", date(2026, 12, 20), "prevent")
    assert (first.line, first.done) == (4, False)


def test_owner_and_a_readable_due_date_make_an_item_ready() -> None:
    ready = {item.name: item.is_ready for item in parse_actions(DOCUMENT)}
    assert ready == {"A1": True, "A2": True, "“Nobody has this one”": False, "A5": False, "A6": True}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_do_not_matter(ends: str) -> None:
    assert len(parse_actions(DOCUMENT.replace("\n", ends))) == 5


def test_an_unclosed_fence_hides_the_rest() -> None:
    assert parse_actions("## Action items\n```\n- [ ] **A1** x\n") == []
