"""Text put into Markdown stays text for a real renderer."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from revenant.core.markdown import code, escape
from revenant.core.text import one_line

MARKUP = st.text(st.one_of(st.characters(), st.sampled_from("*_`[]()<>#|~&\\!@\n:/.")))


def _inline(source: str) -> list[tuple[str, str]]:
    (inline,) = [token for token in MarkdownIt("gfm-like", {"linkify": False}).parse(source) if token.type == "inline"]
    return [(token.type, token.content) for token in inline.children or []]


@given(MARKUP)
@example("<script>alert(1)</script>")
@example("![x](http://example.com) [a](b) **b** `c` ~~d~~ &lt; a|b")
def test_escaped_text_renders_as_itself(text: str) -> None:
    tokens = _inline(f"x{escape(text)}x")
    assert {kind for kind, _ in tokens} <= {"text", "text_special"}
    assert "".join(content for _, content in tokens).replace("\u200b", "") == f"x{one_line(text)}x"


@given(MARKUP.filter(lambda text: bool(text.strip())))
@example("`")
@example("``a` b")
def test_code_shows_its_text(text: str) -> None:
    ((kind, content),) = _inline(code(text))
    assert kind == "code_inline"
    assert content.strip() == one_line(text).replace("|", "\\|").strip()


@pytest.mark.parametrize("text", ["@here", "ask @ana now"])
def test_nobody_is_notified(text: str) -> None:
    assert "@\u200b" in escape(text)


def test_addresses_are_left_alone() -> None:
    assert "\u200b" not in escape("ana@example.com")
