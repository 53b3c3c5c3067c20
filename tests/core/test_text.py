"""Text from outside: nothing a terminal obeys survives, and nothing visible is lost."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.text import encodable, escape_json, lines, one_line, shorten

WEIRD = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]),
        st.sampled_from("\x1b\x07\r\n\x9b\u2028\u202e\u2066\u200f\ufeff[]\\"),
    )
)
_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def is_harmful(char: str) -> bool:
    """Whether a terminal may obey `char`, or show what follows it elsewhere."""
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(char) in _BIDI
        or char in "\u200b\u200e\u200f\u061c\ufeff"
    )


@given(WEIRD)
def test_one_line_is_harmless(text: str) -> None:
    shown = one_line(text)
    assert not any(is_harmful(char) for char in shown)
    assert len(shown.splitlines()) <= 1


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_visible_text_stays_as_it_is(text: str) -> None:
    kept = "".join(char for char in text if char not in "\u115f\u1160\u3164\uffa0")
    assert one_line(kept) == kept


@given(WEIRD)
def test_lines_break_at_newlines_only(text: str) -> None:
    shown = lines(text)
    assert len(shown) == text.replace("\r\n", "\n").count("\n") + 1
    assert not any(is_harmful(char) for line in shown for char in line)


@given(WEIRD)
def test_encodable_text_fits_utf8(text: str) -> None:
    assert encodable(text).encode().decode() == encodable(text)
    assert len(encodable(text)) == len(text)


@given(st.recursive(st.one_of(WEIRD, st.integers(), st.none()), lambda inner: st.dictionaries(WEIRD, inner)))
def test_escaped_json_means_the_same_and_is_harmless(value: object) -> None:
    document = json.dumps(value, ensure_ascii=False, indent=1)
    escaped = escape_json(document)
    assert json.loads(escaped) == json.loads(document)
    assert not any(is_harmful(char) for char in escaped if char != "\n")


@given(st.text(), st.integers(1, 30))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert len(shorten(text, width)) <= max(width, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb", "a ⏎ b"),
        ("a\r\nb", "a ⏎ b"),
        ("a\rb", "a\\x0db"),
        ("\u202eevil", "\\u202eevil"),
        ("\U000e0041", "\\U000e0041"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_what_is_unsafe_shows_as_its_escape(text: str, shown: str) -> None:
    assert one_line(text) == shown
