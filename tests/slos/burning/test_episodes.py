"""Since when an alert fires: the same answer however often, and by whomever, it is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.slos.burning.episodes import Since, firing_since, on_record, urgent_pairs
from revenant.slos.burning.rates import STANDARD
from tests.slos.outages import DAY, HOUR, MINUTE, T0, OutageMeter, slo, standing

PAGES, TICKETS = STANDARD[:2], STANDARD[2:]
OF = slo()


def test_the_start_stays_while_the_clock_moves_on() -> None:
    meter = OutageMeter([(T0, T0 + 90 * MINUTE, 1.0)])
    found = {
        firing_since(OF, OF.objectives[0], PAGES, meter, T0 + minute * MINUTE) for minute in (1, 2, 7, 45, 90, 109)
    }
    assert found == {Since(T0 + MINUTE)}, "up to twenty minutes after the end, by six hours and half an hour"


def test_a_break_begins_anew() -> None:
    meter = OutageMeter([(T0 - 10 * HOUR, T0 - 9 * HOUR, 1.0), (T0, T0 + HOUR, 1.0)])
    assert firing_since(OF, OF.objectives[0], PAGES, meter, T0 + 30 * MINUTE).at == T0 + MINUTE


def test_what_lasts_longer_than_is_looked_at_is_earlier() -> None:
    meter = OutageMeter([(T0 - DAY, T0, 1.0)])
    found = firing_since(OF, OF.objectives[0], PAGES, meter, T0)
    assert found.is_earlier
    assert T0 - found.at < 6 * HOUR
    assert meter.readings <= 5, "more is asked at a time the longer it lasts"


def test_tickets_are_looked_at_in_longer_steps() -> None:
    meter = OutageMeter([(T0 - 30 * HOUR, T0 + DAY, 0.004)])
    found = {firing_since(OF, OF.objectives[0], TICKETS, meter, T0 + minute * MINUTE).at for minute in range(0, 60, 7)}
    (start,) = found
    assert start == T0 - 12 * HOUR + 24 * MINUTE, "after 18 hours at 4 the day is at 3, a step later above"


def test_between_two_steps_it_begins_now() -> None:
    now = T0 + timedelta(seconds=40)
    meter = OutageMeter([(T0 - timedelta(seconds=20), now, 1.0)])
    assert firing_since(OF, OF.objectives[0], PAGES, meter, now) == Since(now)


@pytest.mark.parametrize(("share", "expected"), [(1.0, PAGES), (0.004, TICKETS)])
def test_those_that_page_are_looked_at_for_a_page(share: float, expected: tuple[object, ...]) -> None:
    found = standing(OutageMeter([(T0 - 3 * DAY, T0, share)]))
    assert tuple(urgent_pairs(found)) == expected


def test_what_is_on_record_is_the_start() -> None:
    since = Since(T0)
    assert on_record(since, [T0 - DAY, T0 - 3 * MINUTE, T0 + MINUTE], 5 * MINUTE) == T0 - 3 * MINUTE
    assert on_record(since, [T0 - DAY], 5 * MINUTE) is None
    assert on_record(Since(T0, is_earlier=True), [T0 - 9 * DAY, T0 - DAY], 5 * MINUTE) == T0 - DAY
    assert on_record(Since(T0, is_earlier=True), [], 5 * MINUTE) is None
