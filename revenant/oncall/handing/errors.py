"""What can go wrong with handing over that is no fault of the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from revenant.core.near import told
from revenant.core.times import format_time
from revenant.errors import RevenantError


class NoScheduleNamedError(RevenantError):
    """More than one schedule may be meant, or none."""

    def __init__(self, choices: Sequence[str], *, yours: bool) -> None:
        why = "several schedules may be meant" if yours else "you are on call in no schedule, and were not just now"
        hint = f"name one: {', '.join(choices)}" if choices else "docs/how-to/on-call.md shows a schedule"
        super().__init__(why if choices else "oncall/ holds no schedule", hint)


class NobodyNextError(RevenantError):
    """The schedule knows of nobody who takes over."""

    def __init__(self, schedule: str, days: int) -> None:
        super().__init__(f"nobody else is on call in {schedule} within {days} days", "name who takes over: --to PERSON")


class HandedOffAlreadyError(RevenantError):
    """There is a page for this very handoff, and nobody has accepted it yet."""

    def __init__(self, page: str, to: Sequence[str], at: datetime) -> None:
        super().__init__(
            f"handed off to {', '.join(to)} at {format_time(at)}: {page}",
            "edit its Notes; `revenant oncall handoff --again` writes another page",
        )


class UnknownPageError(RevenantError):
    """No page is of that name, and no schedule."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        hint = told(name, list(known)) if known else "`revenant oncall handoff` writes one"
        super().__init__(f"there is no handoff {name!r}, and no schedule of that name has one", hint)


class NoPageNamedError(RevenantError):
    """More than one handoff may be meant, or none."""

    def __init__(self, choices: Sequence[str]) -> None:
        hint = f"name one: {', '.join(choices)}" if choices else "`revenant oncall handoff --list` shows all"
        super().__init__("several handoffs wait for somebody" if choices else "no handoff waits for you", hint)


class AcceptedAlreadyError(RevenantError):
    """A handoff is accepted once."""

    def __init__(self, page: str, by: str, at: datetime) -> None:
        super().__init__(f"{by} accepted {page} at {format_time(at)}", "there is nothing left to do")


class PageChangedError(RevenantError):
    """Somebody wrote the page between reading and writing."""

    def __init__(self, page: str) -> None:
        super().__init__(f"{page} was changed by somebody else in this moment", "run the command again")
