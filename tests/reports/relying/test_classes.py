"""Which incidents are a class: what they share tells them from most others, and is no service."""

from __future__ import annotations

from typing import Any

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.relying.classes import classes
from tests.reports.made_up import happened


def on(day: int, **fields: Any) -> IncidentSnapshot:
    return happened(day, f"2026-08-{day:02}T10:00", **fields)


def words(*incidents: IncidentSnapshot, drills: frozenset[str] = frozenset()) -> set[str]:
    return {each.trait.words for each in classes(incidents, drills)}


def test_a_service_is_no_class_and_an_alert_or_a_tag_is() -> None:
    assert words(on(1, alert="DiskFull", tags=["pool"]), on(2, alert="DiskFull", tags=["pool"])) == {
        "alert DiskFull on checkout",
        "tag pool",
    }


def test_one_incident_is_no_class_nor_are_cancelled_ones() -> None:
    cancelled = on(2, tags=["pool"], moves=((5, "CANCELLED"),))
    assert words(on(1, tags=["pool"]), cancelled) == set()


def test_what_most_have_tells_nobody_apart_and_drills_are_none() -> None:
    many = [on(day, tags=["production", "pool"] if day < 5 else ["production"]) for day in range(1, 13)]
    assert words(*many) == {"tag pool"}
    assert words(on(1, tags=["drill"]), on(2, tags=["drill"]), drills=frozenset({"drill"})) == set()
