"""Merging and splitting as decisions: what is copied, what is followed, what is refused, and the same twice."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.severity import Severity
from revenant.errors import NothingToDoError, UnknownEventError
from revenant.incidents.causes import began, link_change, verdicts
from revenant.incidents.events import (
    AnyEvent,
    ChangeLinked,
    FollowUpNoted,
    ImpactRecorded,
    IncidentLinked,
    KnownEvent,
    NoteAdded,
    SignalsCorrelated,
    from_data,
    to_data,
)
from revenant.incidents.joining import Page, chosen_signals, merge, split
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import measure
from revenant.incidents.snapshot import IncidentSnapshot, fold
from tests.incidents.making import BEN, EVENTS, ID, SETTINGS, at, moved, opened, retracted, stamp

A, B, C = "INC-20261123-AAAAA", "INC-20261123-BBBBB", "INC-20261123-CCCCC"


def signals(minutes: float, first: float, **fields: Any) -> SignalsCorrelated:
    known: dict[str, Any] = {
        "name": "HighErrorRate",
        "count": 7,
        "first": at(first),
        "last": at(minutes),
        "ids": ["s-1"],
    }
    return stamp(minutes).event(SignalsCorrelated, **(known | fields))


def page(it: IncidentSnapshot, minutes: float = 60) -> Page:
    return Page(it, stamp(minutes))


def joined(one: IncidentSnapshot, other: IncidentSnapshot, **how: Any) -> tuple[IncidentSnapshot, IncidentSnapshot]:
    """Both as they are after the merge."""
    gone, goes_on = merge(page(one), page(other), **how)
    return fold(one.id, [*one.events, *gone]), fold(other.id, [*other.events, *goes_on])


def rich() -> list[AnyEvent]:
    """An incident with something of everything."""
    return [
        opened(5, services=["payments"], title="Payments time out"),
        signals(6, 2),
        moved(7, "OPEN", "ACKNOWLEDGED"),
        stamp(8).event(NoteAdded, text="pool at its limit"),
        stamp(9).event(ImpactRecorded, started_at=at(1), bad_ratio=0.2),
        stamp(10).event(FollowUpNoted, text="Alert on waiting connections"),
        stamp(11).event(IncidentLinked, relation="ticket", target="OPS-1"),
        stamp(12).event(ChangeLinked, change="k3v9x2qd", verdict="declared"),
    ]


def test_a_merge_cancels_the_one_and_gives_its_facts_to_the_other() -> None:
    gone, it = joined(fold(A, rich()), fold(B, [opened(20)]), reason="same database")
    assert (gone.status, gone.merged_into) == (Status.CANCELLED, B)
    assert gone.events[-2].reason == f"merged into {B}: same database"  # type: ignore[union-attr]
    assert (it.merged, it.merged_into) == ([A], "")
    assert [each.name for each in it.signals] == ["HighErrorRate"]
    assert [each.bad_ratio for each in it.impacts] == [0.2]
    assert [each.text for each in it.follow_ups] == ["Alert on waiting connections"]
    assert [(each.relation, each.target) for each in it.links] == [("supersedes", A), ("ticket", "OPS-1")]
    assert verdicts(it)["k3v9x2qd"].verdict == "declared"
    assert it.services == ["checkout", "payments"]
    assert it.notes == []


def test_a_copy_has_every_key_of_its_original_and_says_where_it_is_from() -> None:
    original = signals(6, 2, reason="same service")
    _, it = joined(fold(A, [opened(5), original]), fold(B, [opened(20)]))
    (copy,) = it.signals
    expected = to_data(original) | {"id": copy.id, "at": at(60), "by": BEN, "origin": f"{A}/{original.id}"}
    assert to_data(copy) == expected


def test_an_earlier_start_and_first_alert_follow_and_the_measurements_with_them() -> None:
    _, it = joined(fold(A, [opened(0, started_at=at(-10)), signals(6, 2)]), fold(B, [opened(20)]))
    assert (it.started_at, it.first_alert_at, it.detected_at) == (at(-10), at(2), at(20))
    spans = {span.name: span for span in measure(it)}
    assert spans["onset lag"].duration == at(30) - at(0)


def test_an_incident_detected_earlier_shows_that_it_began_then_at_the_latest() -> None:
    _, it = joined(fold(A, [opened(5)]), fold(B, [opened(20)]))
    assert began(it) == at(5)
    _, later = joined(fold(A, [opened(30)]), fold(B, [opened(20)]))
    assert (later.started_at, began(later)) == (None, at(20))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ((A, [opened(0)]), (A, [opened(0)]), "into itself"),
        ((A, [opened(0), moved(1, "OPEN", "RESOLVED")]), (B, [opened(0)]), "is over is not merged"),
        ((A, [opened(0)]), (B, [opened(0), moved(1, "OPEN", "CANCELLED", reason="x")]), "nothing is merged into it"),
    ],
)
def test_what_cannot_be_merged(one: tuple[str, list[AnyEvent]], other: tuple[str, list[AnyEvent]], why: str) -> None:
    with pytest.raises(NothingToDoError, match=why):
        merge(page(fold(*one)), page(fold(*other)))


def test_merging_again_the_other_way_round_or_in_a_circle_is_refused() -> None:
    gone, it = joined(fold(A, [opened(0)]), fold(B, [opened(1)]))
    with pytest.raises(NothingToDoError, match="already"):
        merge(page(gone), page(it))
    with pytest.raises(NothingToDoError, match=f"merged into {B} itself"):
        merge(page(fold(C, [opened(0)])), page(gone))
    with pytest.raises(NothingToDoError, match="circle"):
        merge(page(it), page(fold(C, [opened(0)])), beyond=frozenset({B}))


def test_two_clones_that_make_the_same_merge_have_each_copy_once() -> None:
    one, other = fold(A, rich()), fold(B, [opened(20)])
    first, second = (merge(page(one, minutes), page(other, minutes)) for minutes in (60, 65))
    gone = fold(A, [*one.events, *first[0], *second[0]])
    it = fold(B, [*other.events, *first[1], *second[1]])
    assert (gone.status, gone.contested, gone.merged_into) == (Status.CANCELLED, False, B)
    assert (len(it.signals), len(it.impacts), len(it.follow_ups), it.merged) == (1, 1, 1, [A])
    assert len(it.links) == 2
    assert it.services == ["checkout", "payments"]
    # whoever takes a copy back takes back both
    for copy in (each for side in (first, second) for each in side[1] if isinstance(each, SignalsCorrelated)):
        assert fold(B, [*it.events, *first[1], *second[1], retracted(70, copy)]).signals == []


def test_a_merge_cut_short_is_made_good_by_the_next() -> None:
    """The log of the one that goes on is written first."""
    one, other = fold(A, rich()), fold(B, [opened(20)])
    _, half = joined(one, other)
    _, again = merge(page(one), page(half))
    assert again == []


def test_what_was_merged_reaches_the_third_incident_too() -> None:
    _, b = joined(fold(A, [opened(0), signals(6, 2)]), fold(B, [opened(1)]))
    _, c = joined(b, fold(C, [opened(2)]))
    assert [each.origin for each in c.signals] == [b.signals[0].origin]
    assert c.merged == [B]


@given(EVENTS, st.lists(st.sampled_from(["", f"{A}/1", f"{A}/2"]), min_size=14, max_size=14), st.randoms())
def test_copies_fold_the_same_in_any_order_and_with_any_repeats(
    events: list[AnyEvent], origins: list[str], random: Random
) -> None:
    copies = [from_data(to_data(event) | {"origin": origin}) for event, origin in zip(events, origins, strict=False)]
    shuffled = copies + random.choices(copies, k=len(copies)) if copies else []
    random.shuffle(shuffled)
    assert fold(ID, shuffled) == fold(ID, copies)


# --- splitting ------------------------------------------------------------------------------


def apart(it: IncidentSnapshot, *parts: str, **how: Any) -> tuple[IncidentSnapshot, IncidentSnapshot]:
    chosen = chosen_signals(it, parts)
    left, new = split(page(it), page(fold(C, [])), "Search is slow", chosen, **how)
    return fold(it.id, [*it.events, *left]), fold(C, new)


def test_a_split_moves_signals_and_relates_both() -> None:
    mine, theirs = signals(6, 2), signals(8, 4, name="SlowSearch", ids=["s-2"])
    old, new = apart(fold(A, [opened(5), mine, theirs]), theirs.id[3:], reason="another database")
    assert [each.name for each in old.signals] == ["HighErrorRate"]
    assert [each.name for each in new.signals] == ["SlowSearch"]
    assert old.first_alert_at == at(2)
    assert (new.first_alert_at, new.started_at, new.detected_at) == (at(4), at(4), at(60))
    assert (new.title, new.severity, new.services) == ("Search is slow", Severity.SEV2, ["checkout"])
    assert [link.target for link in old.links + new.links] == [C, A]
    assert [event.id for event in old.taken_back] == [theirs.id]


def test_signals_are_chosen_by_their_event_or_by_their_own_id() -> None:
    it = fold(A, [opened(5), signals(6, 2), signals(7, 3, ids=["s-2", "s-3"])])
    assert chosen_signals(it, ["s-3"]) == [it.signals[1]]
    assert chosen_signals(it, [it.signals[0].id]) == [it.signals[0]]
    with pytest.raises(UnknownEventError):
        chosen_signals(it, ["nothing"])
    with pytest.raises(NothingToDoError):
        chosen_signals(it, [], service="search")


def test_the_signals_of_a_service_move_and_name_the_new_incidents_services() -> None:
    it = fold(A, [opened(5), signals(6, 2, service="checkout", kind="alert"), signals(7, 3, service="search")])
    moved_ones = chosen_signals(it, [], service="search")
    left, new = split(page(it), page(fold(C, [])), "Search is slow", moved_ones)
    assert [each.service for each in fold(A, [*it.events, *left]).signals] == ["checkout"]
    assert fold(C, new).services == ["search"]


def test_a_new_severity_and_services_where_they_are_given() -> None:
    one = signals(6, 2)
    _, new = apart(fold(A, [opened(5), one]), one.id, severity=Severity.SEV4, services=["search"])
    assert (new.severity, new.services) == (Severity.SEV4, ["search"])


def test_nothing_is_split_off_what_is_cancelled() -> None:
    it = fold(A, [opened(0), signals(6, 2), moved(9, "OPEN", "CANCELLED", reason="x")])
    with pytest.raises(NothingToDoError):
        apart(it, "s-1")


def test_what_was_split_off_and_comes_back_counts_again() -> None:
    one = signals(6, 2)
    old, new = apart(fold(A, [opened(5), one]), one.id)
    events: list[AnyEvent] = [*old.events, *old.taken_back]
    _, back = merge(page(new, 70), Page(fold(A, events), stamp(70)))
    again = fold(A, [*events, *back])
    assert [each.name for each in again.signals] == ["HighErrorRate"]


# --- changes as causes ----------------------------------------------------------------------


def test_the_latest_verdict_counts_and_is_not_said_twice() -> None:
    events: list[KnownEvent] = [opened(0)]
    for minutes, verdict in ((1, "suspected"), (2, "confirmed"), (3, "refuted")):
        events.append(link_change(fold(A, events), stamp(minutes), "k3v9x2qd", verdict=verdict))
    it = fold(A, events)
    assert {change: said.verdict for change, said in verdicts(it).items()} == {"k3v9x2qd": "refuted"}
    with pytest.raises(NothingToDoError):
        link_change(it, stamp(4), "k3v9x2qd", verdict="refuted")
    assert link_change(it, stamp(4), "k3v9x2qd", verdict="refuted", reason="now with a reason")
    assert SETTINGS.changes.span == timedelta(hours=4)
