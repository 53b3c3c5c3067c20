"""Selection: words in one filter are alternatives, filters add up, and nothing said admits all."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.core.severity import Severity
from revenant.incidents.events import IncidentUpdated, NoteAdded
from revenant.incidents.lifecycle import Status
from revenant.incidents.selection import Selection
from tests.incidents.making import at, incident, opened, stamp

IT = incident(
    opened(title="Straße is slow", services=["web", "payments"], tags=["db"]),
    stamp(1).event(NoteAdded, text="Pool exhausted"),
)


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        ({}, True),
        ({"statuses": {Status.OPEN, Status.CLOSED}}, True),
        ({"statuses": {Status.CLOSED}}, False),
        ({"severities": {Severity.SEV2}}, True),
        ({"severities": {Severity.SEV1, Severity.SEV3}}, False),
        ({"services": {"web", "nothing"}}, True),
        ({"services": {"checkout"}}, False),
        ({"services": {"web"}, "tags": {"network"}}, False),
        ({"tags": {"db"}}, True),
        ({"since": at(0)}, True),
        ({"since": at(1)}, False),
        ({"until": at(0)}, False),
        ({"until": at(1)}, True),
        ({"text": "STRASSE"}, True),
        ({"text": "exhausted"}, True),
        ({"text": "20261123-7f3"}, True),
        ({"text": "disk"}, False),
    ],
)
def test_filters(filters: dict[str, Any], admitted: bool) -> None:
    frozen: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, set) else value for name, value in filters.items()
    }
    assert Selection(**frozen).admits(IT) is admitted
    assert Selection(**frozen).filters is bool(filters)


def test_a_selection_that_says_nothing_has_no_filters() -> None:
    assert not Selection().filters
    assert Selection(severities=frozenset({Severity.SEV2})).filters


def test_an_incident_without_a_time_is_in_no_period() -> None:
    unknown = incident(stamp().event(IncidentUpdated, title="no opening"))
    assert Selection().admits(unknown)
    assert not Selection(since=at(-999)).admits(unknown)
