"""Finding words in a file: by name, one after another, outside comments."""

from __future__ import annotations

from revenant.linting.document import Document

ROWS = ["# name: a", "people:", "- {email: a@b.example, name: 'a'}", '- {name: "a", email: ab}']


def find(*words: str, skip: int = 0) -> tuple[int, int]:
    return Document[str]("x.yaml", ROWS, None).find(*words, skip=skip)


def test_word_is_found_outside_comments_and_longer_words() -> None:
    assert find("a@b.example") == (3, 11)
    assert find("ab") == (4, 22)
    assert find("b.example") == (1, 1)


def test_key_finds_its_value_in_quotes() -> None:
    assert find("name: a") == (3, 24)
    assert find("name: a", skip=1) == (4, 4)


def test_words_are_sought_one_after_another() -> None:
    assert find("people", "name: a", "email") == (4, 15)
