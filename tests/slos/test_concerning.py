"""Which SLOs an incident is about."""

from __future__ import annotations

from revenant.incidents.events import AnyEvent, ImpactRecorded, IncidentLinked
from revenant.incidents.snapshot import fold
from revenant.slos.concerning import slos_of
from tests.incidents.making import ID, at, opened, retracted, stamp


def test_links_come_first_and_each_name_once() -> None:
    events: list[AnyEvent] = [
        opened(),
        stamp(1).event(ImpactRecorded, started_at=at(0), slo="search-latency"),
        stamp(2).event(ImpactRecorded, started_at=at(0), slo="checkout-availability"),
        stamp(3).event(ImpactRecorded, started_at=at(0)),
        stamp(4).event(IncidentLinked, relation="violates", target="checkout-availability"),
        stamp(5).event(IncidentLinked, relation="ticket", target="OPS-1"),
    ]
    assert slos_of(fold(ID, events)) == ["checkout-availability", "search-latency"]


def test_a_link_that_was_taken_back_says_nothing() -> None:
    link = stamp(1).event(IncidentLinked, relation="violates", target="checkout-availability")
    assert slos_of(fold(ID, [opened(), link])) == ["checkout-availability"]
    assert slos_of(fold(ID, [opened(), link, retracted(2, link)])) == []
