"""Excerpts show where the words stand together, and never more than they should."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revenant.core.excerpts import excerpt

LONG = " ".join(f"word{number}" for number in range(100))


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("The pool is exhausted.", ["pool"]) == "The pool is exhausted."


def test_the_window_holds_most_of_the_words() -> None:
    shown = excerpt(f"pool {LONG} the Pool and its cache {LONG}", ["pool", "cache"])
    assert "Pool and its cache" in shown
    assert shown.startswith(" … ")
    assert shown.endswith(" … ")


def test_the_last_word_may_be_unfinished_and_marks_make_no_difference() -> None:
    assert "Überlastet" in excerpt(f"{LONG} sie war Überlastet {LONG}", ["uberl"])
    assert "connections" not in excerpt(f"{LONG} connections {LONG}", ["connect", "other"])


def test_of_a_document_one_paragraph_is_shown() -> None:
    text = f"# Pool\n\n{LONG}\nand the pool\n- the cache of the pool\n\n{LONG}"
    assert excerpt(text, ["pool", "cache"]) == "- the cache of the pool"
    assert "and the pool" in excerpt(text, ["and", "pool"])


def test_without_a_hit_it_begins_at_the_beginning() -> None:
    assert excerpt(LONG, ["nothing"]).startswith("word0 word1")


@given(st.text(max_size=400), st.lists(st.text(max_size=8), max_size=4))
def test_it_is_always_a_part_of_the_text(text: str, words: list[str]) -> None:
    shown = excerpt(text, words)
    assert shown.removeprefix(" … ").removesuffix(" … ") in text or shown in text
