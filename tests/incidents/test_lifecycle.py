"""The lifecycle, every pair of statuses against the table of DESIGN §2."""

from __future__ import annotations

from itertools import product

import pytest

from revenant.errors import IllegalMoveError, OutOfOrderError, ReasonRequiredError
from revenant.incidents.lifecycle import CANONICAL, MEANINGS, Status, find_move, next_statuses
from revenant.incidents.operations import move
from tests.incidents.making import stamp, walked

ORDER = ["OPEN", "ACKNOWLEDGED", "INVESTIGATING", "MITIGATING", "MITIGATED", "RESOLVED"]
BACK = ["MITIGATING", "MITIGATED", "RESOLVED", "CLOSED", "CANCELLED"]
PATHS = {name: ORDER[1 : ORDER.index(name) + 1] for name in ORDER} | {
    "CLOSED": ["RESOLVED", "CLOSED"],
    "CANCELLED": ["CANCELLED"],
}


def expected(status: str, to: str) -> str:
    """What DESIGN §2 says of a move: "", "free", "reason" or "gated"."""
    if to == "INVESTIGATING" and status in BACK:
        return "reason"
    if to == "CANCELLED" and status in ORDER[:-1]:
        return "reason"
    if (status, to) == ("RESOLVED", "CLOSED"):
        return "gated"
    forward = status in ORDER and to in ORDER and ORDER.index(status) < ORDER.index(to)
    return "free" if forward else ""


@pytest.mark.parametrize(("status", "to"), [*product(Status, Status)])
def test_every_pair_of_statuses(status: Status, to: Status) -> None:
    found = find_move(status, to)
    said = "" if found is None else "reason" if found.needs_reason else "gated" if found.gated else "free"
    assert said == expected(status, to)
    assert (to.value in next_statuses(status)) == bool(said)


@pytest.mark.parametrize(("status", "to"), [*product(Status, Status)])
def test_moving_follows_the_table(status: Status, to: Status) -> None:
    it = walked(*PATHS[status])
    assert it.status is status
    rule = expected(status, to)
    if not rule:
        with pytest.raises(IllegalMoveError):
            move(it, stamp(99), to, reason="because")
        return
    if rule == "reason":
        with pytest.raises(ReasonRequiredError):
            move(it, stamp(99), to, reason="  ")
    event = move(it, stamp(99), to, reason="because")
    assert (event.from_, event.to, event.reason) == (status, to, "because")


def test_a_move_cannot_precede_the_status_it_leaves() -> None:
    it = walked("ACKNOWLEDGED")
    with pytest.raises(OutOfOrderError):
        move(it, stamp(9.9), Status.RESOLVED)
    assert move(it, stamp(10), Status.RESOLVED).at == it.status_since


def test_every_status_has_a_meaning_and_a_canonical_word() -> None:
    assert set(MEANINGS) == set(CANONICAL) == set(Status)
    assert {status.canonical for status in Status} == {"OPEN", "INVESTIGATING", "MITIGATED", "RESOLVED", "CANCELLED"}


def test_three_statuses_need_nobody() -> None:
    assert {status for status in Status if status.is_over} == {Status.RESOLVED, Status.CLOSED, Status.CANCELLED}
