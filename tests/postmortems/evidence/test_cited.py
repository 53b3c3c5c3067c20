"""What stands beside a cited event is held against that event, and only where the sentence clearly means it."""

from __future__ import annotations

import pytest

from revenant.postmortems.evidence.cited import beside_cited
from tests.postmortems.making import incident

RAISED, IMPACT, NOTE, OPENED = "3z84ra8c", "42k4sseq", "5xmt1ehy", "6f36bcjz"


def _words(sentence: str, *cited: str) -> list[str]:
    it = incident()
    events = {event.id: event for event in it.events}
    return [each.words for each in beside_cited(sentence, [events[each] for each in cited], it)]


@pytest.mark.parametrize(
    ("sentence", "cited", "words"),
    [
        ("At 10:51 the severity was raised.", RAISED, "10:51"),
        ("On 13 November 2026 the alert fired.", OPENED, "13 November 2026"),
        ("On November 13th, 2026 the alert fired.", OPENED, "November 13th, 2026"),
        ("74 % of all payments failed.", IMPACT, "74 %"),
        ("About 70 percent of all payments failed.", IMPACT, "70 percent"),
        ("Payments timed out for two hours.", IMPACT, "two hours"),
        ("From 10:08 to 11:40 payments failed.", IMPACT, "11:40"),
        ("Between 09:08 and 10:40 payments failed.", IMPACT, "09:08"),
    ],
)
def test_what_the_event_contradicts(sentence: str, cited: str, words: str) -> None:
    assert _words(sentence, cited) == [words]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("At 10:21 the severity was raised.", [RAISED]),
        ("At 10:21, after the alert of 10:15, the severity was raised.", [RAISED]),
        ("At 09:00 the mail went out, at 10:21 the severity was raised.", [RAISED]),
        ("At 10:51 CET the severity was raised.", [RAISED]),
        ("At 10:28 the pool was exhausted.", [NOTE]),
        ("At 10:28 the pool was exhausted and somebody said so.", [NOTE, RAISED]),
        ("47 % of all payments failed.", [IMPACT]),
        ("Nearly half, 48.5 %, of about all payments failed.", [IMPACT]),
        ("53 % of all payments did not fail.", [IMPACT]),
        ("The pool held 74 % of its connections.", [IMPACT]),
        ("Errors rose from 2 % to 74 %.", [IMPACT]),
        ("Payments timed out for half an hour.", [IMPACT]),
        ("Payments failed for 32 minutes, and retries for 4 hours.", [IMPACT]),
        ("From 10:08 to 10:40 payments failed.", [IMPACT]),
        ("Around 10:00 payments began to fail.", [IMPACT]),
        ("The deployment of 3 March 2026 had the same flaw.", [NOTE]),
        ("On 2026-11-12 the alert fired.", [OPENED]),
        ("At 10:51 the severity was raised.", []),
    ],
)
def test_what_is_right_or_unclear_is_left_alone(sentence: str, cited: list[str]) -> None:
    assert _words(sentence, *cited) == []
