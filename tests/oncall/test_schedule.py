"""Who is on call: the same answer at an instant and from the calendar, whatever the layers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from revenant.oncall.layer import Layer
from revenant.oncall.overrides import Override
from revenant.oncall.restriction import WEEK, Hours, Restriction, combined
from revenant.oncall.rotation import Rotation, Unit
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import merged

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
instants = st.integers(0, 500 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
people = st.sampled_from([(), ("ana",), ("ben",), ("ana", "chi")])


@st.composite
def restrictions(draw: st.DrawFn, zone: ZoneInfo) -> Restriction | None:
    starts = draw(st.lists(st.integers(0, WEEK - 1), max_size=4))
    hours = [Hours(start, start + draw(st.integers(1, 3000))) for start in starts]
    return Restriction(combined(hours), zone) if hours else None


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    since = draw(instants)
    return Layer(
        name="layer",
        rotation=Rotation(since.replace(tzinfo=None), draw(st.integers(1, 40)), draw(st.sampled_from(Unit)), zone),
        members=tuple(draw(st.lists(people.filter(bool), min_size=1, max_size=4))),
        restriction=draw(restrictions(zone)),
        active=draw(st.booleans()),
        since=draw(instants),
        until=draw(st.none() | instants),
        priority=draw(st.integers(1, 3)),
    )


@st.composite
def overrides(draw: st.DrawFn) -> Override:
    start = draw(instants)
    end = start + timedelta(minutes=draw(st.integers(1, 40_000)))
    return Override(start, end, draw(people), draw(st.sampled_from([(), ("ana",), ("ben", "chi"), ("*",)])))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    return Schedule(
        name="any",
        zone=UTC,
        layers=draw(st.lists(layers(), max_size=3)),
        overrides=draw(st.lists(overrides(), max_size=3)),
    )


@given(schedules(), instants, st.integers(1, 90_000), st.data())
def test_an_instant_has_the_same_answer_in_the_calendar(
    schedule: Schedule, since: datetime, minutes: int, data: st.DataObject
) -> None:
    calendar = schedule.calendar(since, since + timedelta(minutes=minutes))
    stretch = data.draw(st.sampled_from(calendar))
    length = (stretch.end - stretch.start) // timedelta(seconds=1)
    at = stretch.start + timedelta(seconds=data.draw(st.sampled_from([0, length // 2, length - 1])))
    assert schedule.on_call(at) == stretch.people


@given(schedules(), instants, st.integers(1, 50_000), st.integers(1, 50_000))
def test_a_calendar_is_its_parts_one_after_the_other(
    schedule: Schedule, since: datetime, first: int, second: int
) -> None:
    middle = since + timedelta(minutes=first)
    until = middle + timedelta(minutes=second)
    parts = [*schedule.calendar(since, middle), *schedule.calendar(middle, until)]
    assert merged(parts) == schedule.calendar(since, until)


@given(schedules(), instants, st.integers(1, 90_000))
def test_a_calendar_has_no_holes_and_two_neighbours_differ(schedule: Schedule, since: datetime, minutes: int) -> None:
    until = since + timedelta(minutes=minutes)
    found = schedule.calendar(since, until)
    assert (found[0].start, found[-1].end) == (since, until)
    assert all(one.end == two.start and one.people != two.people for one, two in pairwise(found))


@given(schedules(), overrides().filter(lambda each: bool(each.add)), instants, st.integers(1, 90_000))
def test_somebody_in_place_of_another_leaves_nobody_alone(
    schedule: Schedule, override: Override, since: datetime, minutes: int
) -> None:
    until = since + timedelta(minutes=minutes)
    before = Schedule(name="any", zone=UTC, layers=schedule.layers)
    after = Schedule(name="any", zone=UTC, layers=schedule.layers, overrides=[override])
    alone = [each for each in after.calendar(since, until) if not each.people]
    assert all(not before.on_call(each.start) and not before.on_call(each.end - timedelta(seconds=1)) for each in alone)
