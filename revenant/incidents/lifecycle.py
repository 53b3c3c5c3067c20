"""The lifecycle: which statuses there are, and the one table that says which moves exist."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Status(StrEnum):
    OPEN = "OPEN"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    INVESTIGATING = "INVESTIGATING"
    MITIGATING = "MITIGATING"
    MITIGATED = "MITIGATED"
    RESOLVED = "RESOLVED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"

    @property
    def canonical(self) -> str:
        """The five words shared with other systems: OPEN, INVESTIGATING, MITIGATED, RESOLVED, CANCELLED."""
        return CANONICAL[self]

    @property
    def is_over(self) -> bool:
        """Whether nobody needs to respond any more."""
        return self in _OVER


OVER = frozenset({Status.RESOLVED, Status.CLOSED, Status.CANCELLED})
_OVER = tuple(OVER)  # a set would ask each status for its hash

MEANINGS = {
    Status.OPEN: "detected or declared",
    Status.ACKNOWLEDGED: "a responder is assigned and aware",
    Status.INVESTIGATING: "the team is diagnosing",
    Status.MITIGATING: "a temporary fix is being applied",
    Status.MITIGATED: "impact reduced or removed; the cause may be unknown",
    Status.RESOLVED: "service restored, understood, remedies in place",
    Status.CLOSED: "postmortem complete, action items tracked",
    Status.CANCELLED: "declared in error, or superseded",
}

CANONICAL = {
    Status.OPEN: "OPEN",
    Status.ACKNOWLEDGED: "OPEN",
    Status.INVESTIGATING: "INVESTIGATING",
    Status.MITIGATING: "INVESTIGATING",
    Status.MITIGATED: "MITIGATED",
    Status.RESOLVED: "RESOLVED",
    Status.CLOSED: "RESOLVED",
    Status.CANCELLED: "CANCELLED",
}


class Move(Struct, frozen=True):
    """A permitted change of status; `gated` ones must pass the close gate."""

    to: Status
    needs_reason: bool = False
    gated: bool = False


_BACK = Move(Status.INVESTIGATING, needs_reason=True)
_CANCEL = Move(Status.CANCELLED, needs_reason=True)


def _forward(*statuses: Status) -> tuple[Move, ...]:
    return tuple(Move(status) for status in statuses)


MOVES: dict[Status, tuple[Move, ...]] = {
    Status.OPEN: (
        *_forward(Status.ACKNOWLEDGED, Status.INVESTIGATING, Status.MITIGATING, Status.MITIGATED, Status.RESOLVED),
        _CANCEL,
    ),
    Status.ACKNOWLEDGED: (
        *_forward(Status.INVESTIGATING, Status.MITIGATING, Status.MITIGATED, Status.RESOLVED),
        _CANCEL,
    ),
    Status.INVESTIGATING: (*_forward(Status.MITIGATING, Status.MITIGATED, Status.RESOLVED), _CANCEL),
    Status.MITIGATING: (*_forward(Status.MITIGATED, Status.RESOLVED), _BACK, _CANCEL),
    Status.MITIGATED: (*_forward(Status.RESOLVED), _BACK, _CANCEL),
    Status.RESOLVED: (Move(Status.CLOSED, gated=True), _BACK),
    Status.CLOSED: (_BACK,),
    Status.CANCELLED: (_BACK,),
}


def find_move(status: Status, to: Status) -> Move | None:
    """The move from `status` to `to`, or None where there is none."""
    return next((move for move in MOVES[status] if move.to is to), None)


def next_statuses(status: Status) -> list[str]:
    """Where an incident may go from here, the usual way first."""
    return [move.to.value for move in MOVES[status]]
