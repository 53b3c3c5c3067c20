"""What a record lacks and what in it is doubtful, one check at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.postmortems.card import PostmortemCard
from revenant.reports.judging.checks import DOUBTFUL, MISSING, SILENT, Known, examine, is_backwards, known
from revenant.reports.question import Question
from tests.incidents.making import EVENTS, stamp
from tests.reports.made_up import NOW, SETTINGS, happened

CHECKS = (*MISSING, *DOUBTFUL)
FACTS = known(Question(settings=SETTINGS, now=NOW))
WHOLE: dict[str, Any] = {
    "moves": [(5, "ACKNOWLEDGED"), (30, "MITIGATED"), (60, "RESOLVED")],
    "commander": "lea@example.com",
    "impact": (-7, 55),
}


def failing(it: IncidentSnapshot, facts: Known = FACTS) -> set[str]:
    return {found.check.key for found in examine([it], facts, CHECKS) if found.failing}


def with_postmortem(it: IncidentSnapshot) -> Known:
    card = PostmortemCard("path", it.id, "t", "final", "", [], [], [])
    return known(Question(settings=SETTINGS, now=NOW, postmortems=lambda: {it.id: card}))


def test_a_whole_record_lacks_nothing() -> None:
    it = happened(1, **WHOLE)
    assert failing(it, with_postmortem(it)) == set()
    assert failing(it) == {"postmortem"}


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"services": []}, {"services"}),
        ({"impact": None}, {"started", "impact"}),
        ({"impact": None, "started": -9}, {"impact"}),
        ({"commander": ""}, {"commander"}),
        ({"commander": "", "severity": "SEV3"}, set()),
        ({"moves": [(5, "MITIGATED"), (60, "RESOLVED")]}, {"acknowledged"}),
        ({"moves": [(5, "ACKNOWLEDGED"), (60, "RESOLVED")]}, {"mitigated"}),
        ({"moves": [(5, "ACKNOWLEDGED"), (9, "MITIGATED"), (60, "CLOSED")]}, {"resolved"}),
        ({"source": "elsewhere:1"}, {"imported"}),
        ({"duplicate_of": "INC-20261101-00002"}, {"duplicate"}),
        ({"moves": [(0, "ACKNOWLEDGED"), (0, "MITIGATED"), (0, "RESOLVED")]}, {"retrospect"}),
        ({"impact": (9, 3)}, {"backwards"}),
        ({"moves": [(5, "ACKNOWLEDGED"), (5, "ACKNOWLEDGED"), (-30, "MITIGATED"), (60, "RESOLVED")]}, {"backwards"}),
    ],
)
def test_each_check_finds_what_it_is_for(fields: dict[str, Any], lacks: set[str]) -> None:
    it = happened(1, **(WHOLE | fields))
    assert failing(it, with_postmortem(it)) - {"contested"} == lacks


def test_an_empty_record_lacks_what_can_be_asked_of_it() -> None:
    assert failing(IncidentSnapshot(id="INC-20261120-00001")) == {"detected", "severity", "services", "started"}


def test_silence_is_suspicious_after_so_many_targets() -> None:
    still_open: dict[str, Any] = {"moves": [(0, "ACKNOWLEDGED")]}
    hours = timedelta(hours=SILENT)  # SEV2 promises an update an hour
    assert "silent" not in failing(happened(1, NOW - hours, **still_open))
    assert "silent" in failing(happened(1, NOW - hours - timedelta(minutes=1), **still_open))
    assert "silent" not in failing(happened(1, NOW - 9 * hours))


def test_what_an_older_version_cannot_read_is_doubtful() -> None:
    from revenant.incidents.events import from_data

    newer = from_data({"id": "0000000z", "at": stamp(3).at, "type": "SOMETHING_NEWER", "by": "x@example.com"})
    it = fold("INC-20261120-00001", [*happened(1, **WHOLE).events, newer])
    assert "unknown" in failing(it)


@given(st.lists(EVENTS, max_size=4))
def test_no_check_fails_for_more_than_were_asked(logs: list[list]) -> None:  # type: ignore[type-arg]
    incidents = [fold(f"INC-20261123-0000{number}", events) for number, events in enumerate(logs)]
    for found in examine(incidents, FACTS, CHECKS):
        assert len(found.failing) <= found.n <= len(incidents)
    assert sum(map(is_backwards, incidents)) <= len(incidents)
