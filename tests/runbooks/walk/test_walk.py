"""The walk: where it goes on, what it needs, what it comes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.events import IncidentAction
from revenant.incidents.snapshot import fold
from revenant.runbooks.document import Category, Section
from revenant.runbooks.errors import NoStepsError, OutcomesError, UnknownStepError
from revenant.runbooks.practice.entries import FAILED, PASSED, STOPPED
from revenant.runbooks.walk.outcomes import Outcomes, answers
from revenant.runbooks.walk.recording import events_of
from revenant.runbooks.walk.walk import Answer, Walk, plan, recorded_before, values_before
from tests.incidents.making import ID, opened, stamp
from tests.runbooks.making import LEGACY, WALK, read
from tests.runbooks.walk.making import CARDS, DONE, FAIL, PINNED, SKIP, STOP, VALUES, walked


def test_the_plan_is_every_step_with_its_values() -> None:
    assert [card.id for card in CARDS] == ["D1", "D2", "D3", "M1"]
    assert CARDS[0].title == "Measure the lag of db-1"
    assert CARDS[0].commands == ("psql -h db-1 -c 'select 1'",)
    assert CARDS[0].words == ("Bytes tell more than seconds of db-1.", "- a night's backup is no lag")
    assert CARDS[0].label("if not") == "go to D3; no row at all: call the operator"
    assert CARDS[1].text == "Look"
    assert CARDS[2].unknown == ("UNKNOWN",)
    assert CARDS[3].label("verify") == "writes succeed on `db-1`"
    assert CARDS[3].unknown == ("PRIMARY",)


def test_a_part_of_it() -> None:
    assert [card.id for card in plan(read(), {}, section=Section.MITIGATION)] == ["M1"]
    assert [card.id for card in plan(read(), {}, first="d3")] == ["D3", "M1"]
    with pytest.raises(UnknownStepError, match="'D9'"):
        plan(read(), {}, first="D9")
    with pytest.raises(NoStepsError):
        plan(read("# Empty\n"), {})


def test_candidate_steps_of_a_legacy_runbook_are_walked_as_risky() -> None:
    cards = plan(read(LEGACY), {})
    assert [(card.id, card.category, card.commands) for card in cards] == [
        ("D1", Category.UNCLASSIFIED, ("ls -l",)),
        ("M1", Category.UNCLASSIFIED, ("reboot",)),
    ]
    with pytest.raises(OutcomesError, match="M1 is UNCLASSIFIED"):
        answers(Outcomes(steps={"M1": "done"}), cards)


def test_steps_of_one_id_or_of_none_are_told_apart() -> None:
    text = WALK.replace("### D2. Look", "### D1. Look").replace("### D3. Look", "### Look")
    assert [card.id for card in plan(read(text), {})] == ["D1", "D1-2", "S3", "M1"]


@given(st.lists(st.sampled_from([DONE, FAIL, SKIP, STOP]), max_size=8))
def test_a_walk_ends_after_its_last_step_or_where_it_was_stopped(given_: list[Answer]) -> None:
    walk = Walk(CARDS)
    for answer in given_:
        if walk.current is None:
            break
        walk = walk.answered(answer)
    stopped = [each for each in walk.taken if each.answer is STOP]
    assert len(walk.taken) <= len(CARDS)
    assert stopped == [] or stopped == [walk.taken[-1]]
    assert (walk.outcome == FAILED) == bool(walk.failed)
    if walk.outcome == PASSED:
        assert len(walk.taken) == len(CARDS)
        assert not stopped


def test_what_it_comes_to() -> None:
    assert walked().outcome == STOPPED
    assert walked(DONE, DONE).outcome == STOPPED
    assert walked(DONE, SKIP, SKIP, DONE).outcome == PASSED
    assert walked(SKIP, SKIP, SKIP, SKIP).outcome == STOPPED
    assert walked(DONE, DONE, DONE, STOP).outcome == STOPPED
    assert walked(DONE, FAIL, STOP).outcome == FAILED


def test_a_failed_step_suggests_where_to_go() -> None:
    assert walked(FAIL).suggestion == "D3"
    assert walked(DONE).suggestion == walked(DONE, FAIL).suggestion == ""
    assert walked(FAIL).going_to("D3").current == CARDS[2]


def test_what_is_recorded_counts_until_the_step_changes() -> None:
    it = fold(ID, [opened()])
    actions = [events_of(it, stamp(n), PINNED, taken)[0] for n, taken in enumerate(walked(DONE, SKIP, STOP).taken)]
    mine = [action for action in actions if isinstance(action, IncidentAction)]
    assert list(recorded_before(read(), "b10b", mine)) == ["D1", "D2"]
    assert values_before(read(), mine) == VALUES
    changed = read(WALK.replace("select 1", "select 2"))
    assert list(recorded_before(changed, "other", mine)) == ["D2"]
    assert recorded_before(read(LEGACY, "runbooks/else.md"), "b10b", mine) == {}
