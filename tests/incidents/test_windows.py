"""Windows that overlap are cut where any of them begins or ends."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.events import ImpactRecorded
from revenant.incidents.windows import Window, add_up, stretches
from tests.incidents.making import at, stamp


def window(start: float, end: float, said: str) -> Window[str]:
    return Window(at(start), at(end), said)


def impact(start: float, end: float | None, ratio: float | None) -> ImpactRecorded:
    ended = None if end is None else at(end)
    return stamp().event(ImpactRecorded, started_at=at(start), ended_at=ended, bad_ratio=ratio)


def test_each_stretch_has_all_that_cover_it() -> None:
    found = stretches([window(3, 7, "b"), window(1, 5, "a"), window(10, 11, "c"), window(9, 9, "none")])
    said = [((each.start - at(0)) / timedelta(minutes=1), "".join(sorted(each.said))) for each in found]
    assert said == [(1, "a"), (3, "ab"), (5, "b"), (10, "c")]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_every_moment_is_in_one_stretch_with_as_many_as_cover_it(ends: list[tuple[int, int]]) -> None:
    windows = [Window(at(start), at(end), number) for number, (start, end) in enumerate(ends)]
    found = list(stretches(windows))
    for minute in range(21):
        covering = [each.said for each in windows if each.start <= at(minute) < each.end]
        told = [list(each.said) for each in found if each.start <= at(minute) < each.end]
        assert told == ([covering] if covering else [])


def test_windows_that_overlap_count_once_by_the_worst_share() -> None:
    spent = add_up([impact(0, 10, 0.5), impact(5, 20, 1.0), impact(30, 40, None), impact(50, None, 1.0)])
    assert spent.affected == timedelta(minutes=30)
    assert spent.bad == timedelta(minutes=17.5)
    assert spent.unmeasured == timedelta(minutes=10)


def test_a_share_that_is_known_goes_before_one_that_is_not() -> None:
    spent = add_up([impact(0, 10, None), impact(5, 10, 0.2)])
    assert (spent.bad, spent.unmeasured) == (timedelta(minutes=1), timedelta(minutes=5))
