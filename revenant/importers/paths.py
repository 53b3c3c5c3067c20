"""How the lifecycle leads from one status to another that a foreign system moved to in one go."""

from __future__ import annotations

from revenant.incidents.lifecycle import Move, Status, find_move

_VIA = (Status.RESOLVED, Status.INVESTIGATING)  # what closes was resolved; what comes back is looked into again


def path(status: Status, to: Status) -> list[Move]:
    """The moves from `status` to `to`, at most three; none where the lifecycle leads only forward."""
    direct = find_move(status, to)
    if direct is not None:
        return [direct]
    if to in (Status.OPEN, Status.ACKNOWLEDGED):  # looked into again, which is as far back as it goes
        again = find_move(status, Status.INVESTIGATING)
        return [again] if again is not None and again.needs_reason else []
    for via in _VIA:
        first, then = find_move(status, via), find_move(via, to)
        if first is not None and then is not None:
            return [first, then]
    back = find_move(status, Status.INVESTIGATING)
    return [back, *path(Status.INVESTIGATING, to)] if back is not None and status is not Status.INVESTIGATING else []
