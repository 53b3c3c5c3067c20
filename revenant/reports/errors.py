"""What can be wrong with a question to a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from revenant.errors import RevenantError


class InvalidPeriodError(RevenantError):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} is no period",
            "write 2025, 2025-Q3, 2025-08, 2025-W34, 2025-08-14, or FROM..TO such as 2025-01..2025-06",
        )


class TooManyPeriodsError(RevenantError):
    def __init__(self, kind: str, first: datetime, most: int) -> None:
        super().__init__(
            f"since {first:%Y-%m-%d} there are more than {most} {kind}s, too many to be read",
            "narrow it by --since and --until, or take longer periods: --by month, quarter or year",
        )


class UnknownMeasurementError(RevenantError):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no measurement {name!r}", f"one of: {', '.join(known)}")


class NotForThisReportError(RevenantError):
    """An option that the report asked for does not know: never ignored, since the answer would be another one."""

    def __init__(self, report: str, option: str, hint: str) -> None:
        super().__init__(f"report {report} does not take {option}", hint)


class WrongPeriodsError(RevenantError):
    """A report of periods was given too few or too many, or one of none was given any."""

    def __init__(self, report: str, wanted: int, given: Sequence[str]) -> None:
        if wanted:
            got = f"{len(given)} were given" if len(given) > 1 else "one was given" if given else "none was given"
            super().__init__(
                f"report {report} compares {wanted} periods, and {got}",
                f"name them, such as `revenant report {report} 2025-Q3 2025-Q4`, or FROM..TO for longer ones",
            )
        else:
            super().__init__(
                f"report {report} does not take periods, and was given {', '.join(given)}",
                "narrow it by --since and --until; `revenant report compare` takes two periods",
            )


class InvalidCutError(RevenantError):
    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no cut", "write a percentage between 1 % and 99 %, such as 10%")
