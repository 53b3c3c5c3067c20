"""Downtime that was accepted, on the line of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import ValidationError, convert

from revenant.slos.budgeting.adjustments import Adjustment, Adjustments, accepted, backwards
from revenant.slos.spans import Span

START = datetime(2026, 11, 20, tzinfo=UTC)


def adjustment(first: int, last: int, slo: str = "basket") -> Adjustment:
    start, end = (START + timedelta(hours=hours) for hours in (first, last))
    return Adjustment(slo=slo, from_=start, to=end, reason="agreed", approved_by="ana@example.com")


def span(first: int, last: int) -> Span:
    return Span(START + timedelta(hours=first), START + timedelta(hours=last))


def test_accepted_times_are_clipped_and_counted_once() -> None:
    given = [adjustment(1, 3), adjustment(2, 5), adjustment(9, 30), adjustment(0, 24, slo="other")]
    found = [each.spans for each in accepted("basket", given, span(2, 24))]
    assert found == [[span(2, 3)], [span(3, 5)], [span(9, 24)]]
    assert accepted("none", given, span(0, 24)) == []


def test_a_time_that_does_not_end_after_it_starts_is_told() -> None:
    found = list(backwards([adjustment(1, 2), adjustment(2, 1), adjustment(1, 1)]))
    assert [each.number for each in found] == [1, 2]
    assert found[0].message == "to: 2026-11-20T01:00:00Z is not after from, 2026-11-20T02:00:00Z"


@pytest.mark.parametrize("key", ["reason", "approved_by", "slo"])
def test_who_and_why_are_never_left_out(key: str) -> None:
    entry = {
        "slo": "a",
        "from": "2026-11-20T00:00:00Z",
        "to": "2026-11-20T01:00:00Z",
        "reason": "r",
        "approved_by": "b",
    }
    document = {"schema": "revenant/slo-adjustments@1", "adjustments": [entry]}
    assert convert(document, Adjustments).adjustments[0].reason == "r"
    for spoilt in ({name: value for name, value in entry.items() if name != key}, entry | {key: ""}):
        with pytest.raises(ValidationError):
            convert(document | {"adjustments": [spoilt]}, Adjustments)
