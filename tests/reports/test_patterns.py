"""What recurs is counted with its spread and its cost; what nobody recorded is said, never a zero."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from revenant.incidents.events import ImpactRecorded, IncidentStatusChanged, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.postmortems.learning.tally import Tally
from revenant.reports.patterns import Pattern, Patterns, find_patterns
from tests.postmortems.learning.making import FIRST, history, id_of

Window = tuple[float, float | None, str, float | None]


def lasting(
    number: int,
    minutes: float | None = None,
    windows: tuple[Window, ...] = (),
    to: Status = Status.RESOLVED,
    **fields: Any,
) -> IncidentSnapshot:
    """An incident that was over after so many minutes; a window is start and end in minutes, SLO, share of bad."""
    start = FIRST + timedelta(days=number)
    ids = (f"z{number:03}{place:04}" for place in range(100))
    events = history(number, **fields)
    for begin, end, slo, bad in windows:
        stamp = Stamp(at=start, by="ben@example.com", ids=ids)
        ended = None if end is None else start + timedelta(minutes=end)
        begun = start + timedelta(minutes=begin)
        events.append(stamp.event(ImpactRecorded, started_at=begun, ended_at=ended, slo=slo, bad_ratio=bad))
    if minutes is not None:
        stamp = Stamp(at=start + timedelta(minutes=minutes), by="ben@example.com", ids=ids)
        events.append(stamp.event(IncidentStatusChanged, from_=Status.OPEN, to=to, reason="x"))
    return fold(id_of(number), events)


def patterns(*its: IncidentSnapshot, tallies: dict[str, Tally] | None = None, least: int = 2) -> Patterns:
    return find_patterns(its, tallies or {}, least)


def only(found: Patterns) -> Pattern:
    (pattern,) = found.found
    return pattern


def test_number_spread_and_time_to_resolve() -> None:
    it = only(patterns(lasting(0, 10, services=["db"]), lasting(1, 30, services=["db"]), lasting(20, services=["db"])))
    assert (it.trait.words, it.incidents, it.weeks) == ("service db", (id_of(0), id_of(1), id_of(20)), 2)
    assert (it.first, it.last) == (FIRST, FIRST + timedelta(days=20))
    assert (it.resolved, it.median) == (2, timedelta(minutes=20))


def test_what_stands_in_fewer_incidents_is_no_pattern() -> None:
    its = [lasting(number, alerts=["Lag"]) for number in range(3)]
    assert patterns(*its, least=4).found == []
    assert only(patterns(*its, least=3)).trait.name == "Lag"


def test_kinds_come_in_order_and_an_alert_once() -> None:
    fields = {
        "services": ["db"],
        "tags": ["dns"],
        "alerts": [("Lag", "db")],
        "links": [("caused_by", id_of(9)), ("ticket", "OPS-1")],
        "changes": [("c1", "confirmed")],
    }
    found = patterns(*(lasting(number, **fields) for number in range(2)))  # type: ignore[arg-type]
    assert [each.trait.words for each in found.found] == [
        "alert Lag on db",
        "change c1",
        f"cause {id_of(9)}",
        "ticket OPS-1",
        "tag dns",
        "service db",
    ]


def test_cancelled_ones_do_not_count() -> None:
    cancelled = [lasting(number, 5, to=Status.CANCELLED, services=["db"]) for number in range(2)]
    found = patterns(*cancelled, lasting(5, services=["db"]))
    assert (found.found, found.looked_at, found.cancelled) == ([], 1, 2)


def test_impact_is_a_share_of_all_and_overlaps_count_once() -> None:
    its = [
        lasting(0, services=["db"], windows=((0, 10, "", None), (5, 20, "", None))),
        lasting(1, services=["db"], windows=((0, None, "", None),)),
        lasting(2, services=["web"], windows=((0, 60, "", None),)),
    ]
    found = patterns(*its)
    assert (only(found).impact, only(found).share) == (timedelta(minutes=20), 0.25)
    assert found.with_impact == 2


def test_without_a_recorded_impact_there_is_no_share() -> None:
    its = [lasting(number, services=["db"]) for number in range(2)]
    assert only(patterns(*its)).share is None
    assert only(patterns(*its, lasting(3, windows=((0, 60, "", None),)))).share is None


def test_an_error_budget_pays_by_the_share_of_bad_events() -> None:
    its = [
        lasting(0, services=["db"], windows=((0, 60, "orders", 0.5),)),
        lasting(1, services=["db"], windows=((0, 60, "orders", None),)),
        lasting(2, services=["web"], windows=((0, 10, "orders", 1.0),)),
    ]
    assert only(patterns(*its)).budgets == {"orders": 0.75}


def test_an_error_budget_pays_no_moment_of_an_incident_twice() -> None:
    its = [
        lasting(0, services=["db"], windows=((0, 60, "orders", 0.5), (30, 60, "orders", 0.5))),
        lasting(1, services=["db"]),
        lasting(2, services=["web"], windows=((0, 10, "orders", 1.0),)),
    ]
    assert only(patterns(*its)).budgets == {"orders": 0.75}


def test_actions_of_their_postmortems_are_added_up() -> None:
    its = [lasting(number, services=["db"]) for number in range(3)]
    tallies = {id_of(0): Tally(3, 1, 1, 1), id_of(2): Tally(2, 2, 0, 0)}
    it = only(patterns(*its, tallies=tallies))
    assert (it.tally, it.postmortems) == (Tally(5, 3, 1, 1), 2)
    assert it.after == 0


def test_incidents_after_the_latest_with_a_done_action_are_counted() -> None:
    its = [lasting(number, services=["db"]) for number in range(4)]
    assert only(patterns(*its, tallies={id_of(1): Tally(2, 1), id_of(2): Tally(2, 0)})).after == 2
    assert only(patterns(*its, tallies={id_of(2): Tally(2, 0)})).after is None


def test_it_says_of_how_many_something_is_known() -> None:
    found = patterns(lasting(0, alerts=["Lag"]), lasting(1, tags=["dns"], changes=[("c1", "declared")]), lasting(2))
    assert (found.looked_at, found.with_signals, found.with_cause, found.with_tags) == (3, 1, 1, 1)
    assert patterns().first is None
