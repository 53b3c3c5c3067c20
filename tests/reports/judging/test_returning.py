"""What came back: the next incident that is like an ended one, never itself, never one that began before its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.judging.returning import Following, Likeness, observations, within
from tests.postmortems.actions.tracked import tracked
from tests.reports.made_up import NOW, happened

DAY = 86400.0


def followed(*incidents: IncidentSnapshot, record: Any = None) -> Following:
    return Likeness(record or incidents, {"drill"}).follow(incidents, NOW)


def on(day: int, number: int = 0, **fields: Any) -> IncidentSnapshot:
    """An incident of an hour on a day of October."""
    return happened(number or day, f"2026-10-{day:02}T10:00", **({"tags": ["database"]} | fields))


def test_the_next_alike_is_found_and_the_time_is_from_its_end() -> None:
    first, second, third = on(1), on(4), on(9)
    found = followed(first, second, third).found
    assert [(each.next, each.seconds / DAY) for each in found[:2]] == [
        (second.id, 3 - 1 / 24),
        (third.id, 5 - 1 / 24),
    ]
    assert found[2].next == ""
    assert found[2].seconds == found[2].age == (NOW - third.resolved_at).total_seconds()  # type: ignore[operator]
    assert found[0].words == "the tag database"


def test_what_began_before_the_end_is_the_same_trouble() -> None:
    first, second = on(1, moves=[(3000, "RESOLVED")]), on(2)
    assert [each.next for each in followed(first, second).found] == ["", ""]
    assert followed(on(1), on(9, started=-60 * 24 * 8)).found[0].next == "", "it began before it was detected"
    assert followed(on(1), on(9, started=-60 * 24 * 7)).found[0].seconds == DAY - 3600


def test_the_surest_mark_of_the_soonest_one_is_told() -> None:
    found = followed(on(1, alert="Down"), on(5, alert="Down", tags=[]), on(7, tags=["database"])).found
    assert (found[0].next[-1], found[0].words) == ("5", "Down on checkout")


def test_open_ones_and_those_without_marks_are_counted_apart() -> None:
    found = followed(on(1, moves=[]), on(2, tags=[]), on(3, tags=["drill"]), on(4))
    assert (found.still_open, found.without_marks, len(found.found)) == (1, 2, 1)


def test_marks_of_most_incidents_tell_none_apart() -> None:
    incidents = [on(day, tags=["all", "some"] if day % 3 == 0 else ["all"]) for day in range(1, 13)]
    found = followed(*incidents)
    assert found.too_common == ["the tag all"]
    assert found.without_marks == 8
    assert {each.words for each in found.found if each.next} == {"the tag some"}


def test_the_record_beyond_the_filters_is_looked_at() -> None:
    first, second = on(1), on(4)
    assert followed(first, record=[first, second]).found[0].next == second.id
    assert followed(first, record=[second]).found[0].next == second.id, "itself need not be in it"


def test_those_that_ended_too_lately_are_not_asked() -> None:
    found = followed(on(1), on(4), on(25)).found
    assert within(found, 30 * DAY) == (2, 2)
    assert within(found, 10 * DAY) == (3, 1)
    assert within(found, 90 * DAY) == (0, 0)


@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from(["a", "b", "drill"]), st.booleans()), max_size=12))
def test_all_are_counted_once(given_days: list[tuple[int, str, bool]]) -> None:
    incidents = [
        on(day, number, tags=[tag], moves=[(60, "RESOLVED")] if over else [])
        for number, (day, tag, over) in enumerate(given_days, start=1)
    ]
    found = followed(*incidents)
    assert len(found.found) + found.still_open + found.without_marks == len(incidents)
    by_id = {it.id: it for it in incidents}
    for each in found.found:
        assert 0 <= each.seconds <= each.age
        if each.next:
            later = by_id[each.next]
            assert later.id != each.incident.id
            assert later.tags == each.incident.tags
            assert timedelta(seconds=each.seconds) == later.detected_at - each.incident.resolved_at  # type: ignore[operator]
    assert sum(one.ended for one in observations(found.found)) == sum(bool(each.next) for each in found.found)


@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from(["a", "b", "drill"])), max_size=8), st.integers(1, 28))
def test_a_fix_held_where_action_items_say_so(others: list[tuple[int, str]], done: int) -> None:
    it = on(3, 99, tags=["a", "drill"])
    incidents = [it, *(on(day, number, tags=[tag]) for number, (day, tag) in enumerate(others, start=1))]
    (item,) = tracked(f"- [x] **A1** x (done: 2026-10-{done:02})", it, incidents)
    assert Likeness(incidents, {"drill"}).began_after(it, date(2026, 10, done)) == bool(item.recurrences)
