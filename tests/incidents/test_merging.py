"""Two versions of one log brought together: nothing lost, nothing twice, redacted words stay out."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.severity import Severity
from revenant.incidents.events import IncidentOpened, IncidentStatusChanged, NoteAdded, Redaction
from revenant.incidents.lifecycle import Status
from revenant.incidents.log import Log
from revenant.incidents.merging import arrival, buried_rows, combined, gone, settle
from revenant.incidents.redaction import redact

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOISE = st.sampled_from(["- {id: a}", "<<<<<<< HEAD", "- {id: b}- {id: c}"])
rows = st.lists(st.sampled_from([f"- {{id: {name}}}" for name in "abcdefghij"]), unique=True, max_size=6)


@st.composite
def interleaved(draw: st.DrawFn, one: list[str], other: list[str]) -> list[str]:
    """Some order of both in which each keeps its own."""
    turns = draw(st.permutations([True] * len(one) + [False] * len(other)))
    sides = {True: iter(one), False: iter(other)}
    return [next(sides[turn]) for turn in turns]


@given(st.data(), rows, rows)
def test_any_interleaving_of_what_two_added_is_right(data: st.DataObject, ours: list[str], theirs: list[str]) -> None:
    head = ["schema: x", "id: y", "events:", "- {id: first}"]
    theirs = [row for row in theirs if row not in ours]
    merged = head + data.draw(interleaved(ours, theirs))
    assert settle(head + ours, head + theirs, merged) == (merged, [], [])


@given(
    rows, rows, st.lists(st.sampled_from(["- {id: a}", "<<<<<<< HEAD", "- {id: b}- {id: c}"]), max_size=4), st.data()
)
def test_each_row_stands_as_often_as_on_the_side_that_has_it_most(
    ours: list[str], theirs: list[str], noise: list[str], data: st.DataObject
) -> None:
    merged = data.draw(st.permutations(ours + theirs + noise))[: data.draw(st.integers(0, 12))]
    assert Counter(settle(ours, theirs, merged).rows) == Counter(ours) | Counter(theirs)


@given(rows.filter(bool), rows, st.data())
def test_a_row_that_a_merge_drops_is_put_back(ours: list[str], theirs: list[str], data: st.DataObject) -> None:
    both = list(dict.fromkeys([*ours, *theirs]))
    lost = data.draw(st.sampled_from(both))
    settled = settle(ours, theirs, [row for row in both if row != lost])
    assert settled.restored == [lost]
    assert sorted(settled.rows) == sorted(both)


def test_a_row_both_sides_added_stands_once() -> None:
    assert settle(["h", "a", "b"], ["h", "b", "a"], ["h", "a", "b", "a"]) == (["h", "a", "b"], [], ["a"])


def test_rows_that_one_side_has_twice_are_left_alone() -> None:
    assert settle(["h", "", "", "a"], ["h", "", "b"], ["h", "", "", "a", "b"]) == (["h", "", "", "a", "b"], [], [])


def test_a_header_written_on_both_sides_stands_once() -> None:
    header = ["schema: x", "id: y", "events:"]
    settled = settle([*header, "a"], [*header, "b"], [*header, "a", *header, "b"])
    assert settled.rows == [*header, "a", "b"]


def test_what_is_gone_is_counted_and_redacted_rows_are_not_missed() -> None:
    assert gone(["a", "b", "b", "c"], ["b"]) == ["a", "b", "c"]
    assert gone(["a", "b"], ["b"], buried=["a"]) == []


def note(id_: str, text: str, minutes: int = 0) -> NoteAdded:
    return NoteAdded(id=id_, at=NOON + timedelta(minutes=minutes), by="ben@example.com", text=text)


def test_words_that_one_side_redacted_do_not_come_back_from_the_other() -> None:
    secret, other = note("aaaaaaaa", "password hunter2"), note("bbbbbbbb", "fine")
    tombstone = redact(secret, Redaction(by="ana@example.com", at=NOON, reason="a password"))
    buried = buried_rows({"secret": secret, "tombstone": tombstone, "other": other})
    assert buried == {"secret"}
    ours, theirs = ["h", "tombstone"], ["h", "secret", "other"]
    assert settle(ours, theirs, ["h", "tombstone", "secret", "other"], buried).rows == ["h", "tombstone", "other"]


def test_a_rewritten_row_is_no_tombstone() -> None:
    assert buried_rows({"was": note("aaaaaaaa", "one"), "is": note("aaaaaaaa", "two")}) == frozenset()


def log(*events: IncidentOpened | NoteAdded | IncidentStatusChanged) -> Log:
    return Log("INC-20261123-7F3K9", list(events), list(range(4, 4 + len(events))), [])


OPENED = IncidentOpened(id="00000000", at=NOON, by="ana@example.com", title="x", severity=Severity.SEV2)


def moved(id_: str, to: Status, minutes: int) -> IncidentStatusChanged:
    at = NOON + timedelta(minutes=minutes)
    return IncidentStatusChanged(id=id_, at=at, by="ben@example.com", from_=Status.OPEN, to=to)


def test_an_arrival_is_what_was_not_there_and_says_whether_people_disagree() -> None:
    before = log(OPENED, moved("11111111", Status.RESOLVED, 1))
    after = log(*before.events, moved("22222222", Status.ACKNOWLEDGED, 2))  # type: ignore[arg-type]
    found = arrival("INC-20261123-7F3K9", before, after, [])
    assert [event.id for event in found.events] == ["22222222"]
    assert (found.incident.contested, found.is_new) == (True, False)
    assert arrival("INC-20261123-7F3K9", None, before, []).is_new


@pytest.mark.parametrize("order", [1, -1])
def test_arrivals_of_several_merges_are_one_an_incident(order: int) -> None:
    one = arrival("INC-B", None, log(OPENED), ["x"])
    other = arrival("INC-B", log(OPENED), log(OPENED, note("bbbbbbbb", "later")), ["y"])
    third = arrival("INC-A", None, log(OPENED), [])
    found = combined([one, other, third] if order == 1 else [third, one, other])
    assert [each.incident.id for each in found] == ["INC-A", "INC-B"]
    assert [event.id for event in found[1].events] == ["00000000", "bbbbbbbb"]
    assert (found[1].gone, found[1].is_new, found[1].incident.notes) == (["x", "y"], True, ["later"])
