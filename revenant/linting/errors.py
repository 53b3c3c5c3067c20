"""What can go wrong with lint's own options and files that somebody can mend."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.errors import ExitCode, RevenantError


class UnknownRuleError(RevenantError):
    """No rule has that code."""

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {' or '.join(near)}?" if near else "`revenant runbook rule` lists every rule"
        super().__init__(f"no rule {code!r}", hint)


class OptionsDisagreeError(RevenantError):
    """Options that make no sense together, or not alone."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint or "`revenant lint --help` explains each option")


class BrokenBaselineError(RevenantError):
    """The list of known problems cannot be read."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            f"the baseline {path} cannot be read: {reason}",
            "restore it from git, or remove it and run `revenant lint --update-baseline`; --no-baseline does without",
        )


class ShallowCloneError(RevenantError):
    """The history needed was never fetched."""

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"{wanted!r} is not in this clone, which holds only part of the history",
            "fetch all of it: `git fetch --unshallow`, `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab",
        )
