"""Text put into Markdown stays text for a real renderer."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from revenant.core.markdown import Written, code, escape, unescape, written
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


@given(MARKUP)
@example("- item")
@example("===")
@example("---")
@example("1. one")
@example("2) two")
@example("+ [ ] x")
@example("\t\tcode")
@example("    code\n\n# x")
@example("{{ 7*7 }}")
def test_written_text_is_a_paragraph_of_its_own_words_even_at_the_beginning_of_a_line(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"above\n{written(text)}\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {token.type for token in children} <= {"text", "text_special", "softbreak"}
    shown = "".join(token.content for token in children).replace("\u200b", "")
    assert "".join(shown.split()) == "above" + "".join(one_line(re.sub(r"[\s\x00-\x1f\x7f-\x9f]", "", text)).split())


@pytest.mark.parametrize("text", [".@ops", "-@ops", "+@ops"])
def test_a_stop_before_a_handle_hides_it_from_nobody(text: str) -> None:
    assert "@\u200b" in escape(text)


def test_what_is_done_to_written_text_gives_plain_text() -> None:
    made = written("a")
    assert type(made) is Written
    assert {type(each) for each in (made + "b", "b" + made, made.upper(), f"{made}", "".join([made, made]))} == {str}


@given(MARKUP)
@example("http_5xx for @ana, see #12 and https://example.com `a_b`")
def test_unescaping_gives_back_what_was_escaped(text: str) -> None:
    assert unescape(escape(text)) == one_line(text)


def test_code_keeps_its_backslashes() -> None:
    assert unescape(r"the pattern `a\_b` of http\_5xx") == r"the pattern `a\_b` of http_5xx"
