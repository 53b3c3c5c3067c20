"""What can go wrong with escalations that is no fault of the program."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.core.near import told
from revenant.errors import RevenantError

_SHOWS = "docs/how-to/on-call.md shows how"


class NothingLeftError(RevenantError):
    """Every step of its policies was taken, or none is for the incident."""

    def __init__(self, incident: str, why: str) -> None:
        super().__init__(f"{incident} cannot be escalated by a policy: {why}", "name somebody: --to PERSON")


class OverError(RevenantError):
    """Nobody has to respond any more."""

    def __init__(self, incident: str, status: str) -> None:
        super().__init__(f"{incident} is {status}: nobody is called for what is over", "reopen it if it came back")


class UnknownTargetError(RevenantError):
    """No schedule, policy or person is called so."""

    def __init__(self, target: str, known: Iterable[str]) -> None:
        names = list(known)
        hint = told(target, names) if names else "write an address, schedule:NAME or policy:NAME"
        super().__init__(f"{target!r} names nobody: there is no such schedule, policy or person", hint)


class NobodyReachedError(RevenantError):
    """A target is known and means nobody now."""

    def __init__(self, target: str, remarks: Iterable[str]) -> None:
        why = "; ".join(remarks) or "nobody is on call"
        super().__init__(f"{target} reaches nobody: {why}", f"name a person: --to PERSON; {_SHOWS}")


class PagerGoneError(RevenantError):
    """Whoever reads the notifications has stopped reading."""

    def __init__(self) -> None:
        super().__init__(
            "the program that reads the notifications has gone, so nothing was recorded",
            "they are due again; see why it stopped",
        )
