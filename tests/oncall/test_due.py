"""What is due, whenever it is checked: never twice, and nothing that checking each minute would not have told."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.incidents.events import IncidentOpened, IncidentStatusChanged, KnownEvent, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import fold
from revenant.oncall.documents.policies import PolicyDocument
from revenant.oncall.documents.policing import policy_of
from revenant.oncall.escalating.due import due
from revenant.oncall.escalating.notice import all_events
from revenant.oncall.escalating.roster import Roster
from tests.oncall.making import schedule, utc

NOON = utc("02-02T12:00")
SETTINGS = Settings(schema="revenant/workspace@1")
POLICY = {
    "kind": "EscalationPolicy",
    "name": "shop",
    "services": ["checkout"],
    "steps": [
        {"after": "0m", "notify": ["schedule:any"]},
        {"after": "7m", "notify": ["user:bo"]},
        {"after": "20m", "if": "not-resolved", "notify": ["user:em", "user:bo"]},
    ],
    "repeat": {"times": 2, "every": "25m"},
}
ROSTER = Roster(
    {"any": schedule({"members": ["pat"]})}, [policy_of(msgspec.convert(POLICY, PolicyDocument))], {"checkout": "shop"}
)


def told(minutes: list[int], acked: int) -> list[str]:
    """The keys of all that is told, one person each, by a checker that looks at these minutes."""
    ids = (f"a{number:07}" for number in count())
    stamp = Stamp(NOON, "ana@example.com", ids)
    events: list[KnownEvent] = [
        stamp.event(IncidentOpened, title="Checkout", severity=Severity.SEV2, services=["checkout"])
    ]
    answer = Stamp(NOON + timedelta(minutes=acked), "ana@example.com", ids).event(
        IncidentStatusChanged, from_=Status.OPEN, to=Status.ACKNOWLEDGED
    )
    found: list[str] = []
    for minute in minutes:
        now = NOON + timedelta(minutes=minute)
        known = [*events, *([answer] if minute >= acked else [])]
        notices = due(fold("INC-20260202-7F3K9", known), ROSTER, SETTINGS, now).notices
        found += [notice.key_of(person) for notice in notices for person in notice.people]
        events += all_events(notices, Stamp(now, "ana@example.com", ids))
    return found


@given(st.sets(st.integers(0, 90), max_size=12), st.integers(0, 100))
def test_nothing_is_told_twice_or_that_every_minute_would_not_have_told(minutes: set[int], acked: int) -> None:
    found = told(sorted(minutes), acked)
    assert len(found) == len(set(found))
    assert set(found) <= set(told(list(range(91)), acked))


@given(st.sets(st.integers(0, 90), max_size=12))
def test_a_late_checker_tells_all_that_nobody_has_answered(minutes: set[int]) -> None:
    assert set(told([*sorted(minutes), 91], 1000)) == set(told(list(range(92)), 1000))
