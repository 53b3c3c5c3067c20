"""A claim is contradicted only where no reading of the record allows it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.postmortems.evidence.milestones import contradictions, known_times
from tests.postmortems.making import incident

VERBS = {
    "detected": ["detected", "declared"],
    "acknowledged": ["acknowledged"],
    "mitigated": ["mitigated"],
    "resolved": ["resolved"],
}


def _words(sentence: str) -> list[str]:
    return [each.words for each in contradictions(sentence, incident())]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The incident was resolved at 10:41.", "10:41"),
        ("Resolved at 9:58 pm UTC", "9:58 pm UTC"),
        ("The outage was detected at 2026-11-13T10:15Z.", "2026-11-13T10:15Z"),
        ("Mitigated: 10:58", "10:58"),
        ("The outage started at 10:20 UTC.", "10:20 UTC"),
        ("The incident was acknowledged within two minutes.", "two minutes"),
        ("The incident was resolved in 43 hours.", "43 hours"),
        ("This outage lasted 5 minutes.", "5 minutes"),
        ("It took twenty-five minutes to resolve the incident.", "twenty-five minutes"),
        ("It took 1 hour and 30 minutes to mitigate the outage.", "1 hour and 30 minutes"),
        ("The incident was a SEV1.", "SEV1"),
        ("The severity was raised from SEV3 to SEV1.", "SEV1"),
        ("The incident lasted more than two hours.", "two hours"),
        ("The incident lasted less than 12 minutes.", "12 minutes"),
    ],
)
def test_what_the_record_contradicts(sentence: str, words: str) -> None:
    assert _words(sentence) == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "The incident was resolved at 10:58.",
        "The incident was resolved at 10:59, and closed five days later.",
        "The incident was resolved at 11:58 CET.",
        "The incident was resolved at 05:58 (-05:00).",
        "The incident was resolved just before 11:00.",
        "The incident was not resolved at 10:41.",
        "If the incident had been resolved at 10:20, no order would be lost.",
        "The ticket at the vendor was resolved at 18:00.",
        "It was detected at 08:00.",
        "A similar incident last year lasted 5 minutes.",
        "The incident was resolved in 43 minutes.",
        "Resolved in 44 minutes, mitigated within half an hour.",
        "The outage lasted 32 minutes.",
        "The outage lasted about half an hour.",
        "The outage lasted an hour.",
        "The incident lasted over half an hour.",
        "The incident was acknowledged within 5 minutes.",
        "The incident was resolved in 3 steps.",
        "The incident was resolved after deployment 41 was taken back.",
        "The incident was a SEV2 that began as SEV3.",
        "The incident should have been a SEV1.",
        "The alert is a SEV1 elsewhere.",
        "The rollback took 4 minutes to complete.",
        "It took 5 minutes to resolve the name.",
        "Detected 3 alerts.",
        "The incident was resolved at 10.58.",
        "Detected at 09:15 in staging.",
        "Mitigated within 3 minutes in one zone.",
        "Noticed at 09:30 in the morning meeting.",
        "Closed at 12:00 every day, the shop was not affected.",
        "The incident began 5 days earlier with another change.",
        "The incident was mitigated in 2 of 3 zones.",
    ],
)
def test_what_is_right_or_unclear_is_left_alone(sentence: str) -> None:
    assert _words(sentence) == []


@given(st.sampled_from(sorted(VERBS)), st.data())
def test_the_record_in_other_words_is_never_contradicted(name: str, data: st.DataObject) -> None:
    verb = data.draw(st.sampled_from(VERBS[name]))
    time = data.draw(st.sampled_from(known_times(incident(), name)))
    rounded = data.draw(st.sampled_from([time, time + timedelta(seconds=30)]))
    shown = data.draw(st.sampled_from(["%H:%M", "%H:%M UTC", "%I:%M %p", "%Y-%m-%dT%H:%MZ", "about %H:%M"]))
    assert _words(f"The incident was {verb} at {rounded.strftime(shown)}.") == []


@given(st.sampled_from(["mitigated", "resolved"]), st.data())
def test_measured_spans_are_never_contradicted(name: str, data: st.DataObject) -> None:
    end = data.draw(st.sampled_from(known_times(incident(), name)))
    start = data.draw(st.sampled_from([*known_times(incident(), "started"), *known_times(incident(), "detected")]))
    seconds = int((end - start).total_seconds())
    said = data.draw(
        st.sampled_from(
            [
                f"in {seconds // 60} minutes",
                f"in {round(seconds / 60)} min",
                f"in {seconds // 60}m {seconds % 60}s",
                f"within {seconds // 60 + 1} minutes",
                f"in less than {seconds // 60 + 1} minutes",
                f"after {seconds / 3600:.1f} hours",
                f"in about {round(seconds / 300) * 5} minutes",
            ]
        )
    )
    assert _words(f"The incident was {name} {said}.") == []
