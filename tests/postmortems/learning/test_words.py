"""Which words of an incident may tell it from others."""

from __future__ import annotations

from revenant.postmortems.learning.words import telling


def test_what_any_report_says_is_left_out_and_names_of_services_are_compared_as_such() -> None:
    text = "We are investigating: checkout is degraded since Monday, the connection pool is exhausted"
    assert list(telling([text], ["checkout"]).values()) == ["connection", "pool", "exhausted"]


def test_forms_of_one_word_are_one_and_short_ones_stand_for_themselves() -> None:
    assert list(telling(["merge merges merging, log login"]).values()) == ["merge", "log", "login"]


def test_the_first_words_count_where_there_are_too_many() -> None:
    assert list(telling(["alpha beta", "gamma delta"], most=3).values()) == ["alpha", "beta", "gamma"]


def test_dates_and_ordinals_say_nothing() -> None:
    assert telling(["On 7th March, 14:31 UTC"]) == {}
