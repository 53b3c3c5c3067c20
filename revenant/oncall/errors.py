"""What can go wrong with schedules that is no fault of the program."""

from __future__ import annotations

from revenant.core.near import told
from revenant.errors import RevenantError

_SHOWS = "docs/how-to/on-call.md shows one"


class UnknownScheduleError(RevenantError):
    """No document in oncall/ has that name."""

    def __init__(self, name: str, known: list[str]) -> None:
        hint = told(name, known) if known else f"oncall/ holds no schedule; {_SHOWS}"
        super().__init__(f"there is no schedule {name!r}", hint)


class NoScheduleOfServiceError(RevenantError):
    """Nobody answers for that service."""

    def __init__(self, service: str) -> None:
        hint = "name it, or the team that owns it, in `services` or `teams` of an escalation policy or a schedule"
        super().__init__(f"no schedule answers for the service {service!r}", hint)


class UnknownServiceError(RevenantError):
    """services.yaml does not list it, and nothing in oncall/ names it."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"there is no service {name!r}", told(name, known))


class BackwardGapsError(RevenantError):
    """A window that ends before it begins."""

    def __init__(self, since: str, until: str) -> None:
        super().__init__(f"{until} is not after {since}", "name a later --until, or an earlier --since")
