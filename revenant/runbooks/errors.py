"""What can go wrong with runbooks that somebody can mend."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.errors import RevenantError


class UnknownRunbookError(RevenantError):
    """No runbook bears that id, or a part of it."""

    def __init__(self, part: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {', '.join(near)}?" if near else "revenant runbook list shows them all"
        super().__init__(f"no runbook {part!r}", hint)


class AmbiguousRunbookError(RevenantError):
    """Several runbooks could be meant."""

    def __init__(self, part: str, ids: Sequence[str]) -> None:
        shown = ", ".join(ids[:8]) + (", …" if len(ids) > 8 else "")
        super().__init__(f"{part!r} may be {shown}", "type more of it")


class NoAlertRulesError(RevenantError):
    """Nobody has said where alert rules are, or what was said is nothing."""

    def __init__(self, name: str = "") -> None:
        said = f"no file of alert rules at {name}" if name else "no files of alert rules are named"
        super().__init__(said, "--rules FILE|FOLDER|'GLOB', or runbooks.alert_rules in revenant.yaml, names them")


_INPUTS = "runbook show names the inputs of a runbook and what each may be"


class InputError(RevenantError):
    """A value does not fit an input of a runbook."""

    def __init__(self, name: str, why: str, example: str = "") -> None:
        super().__init__(f"input {name}: {why}", f"such as {example}" if example else _INPUTS)


class PatternError(InputError):
    """An input's pattern is none, or cannot be tried; the runbook is to blame, not the value."""

    def __init__(self, why: str) -> None:
        super().__init__("pattern", why)
        self.hint = "correct the pattern in the runbook, or leave the value open and fill it in yourself"


class NotPassedError(RevenantError):
    """A drill is said to have passed although steps of it failed."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__(
            f"a drill in which {', '.join(steps)} failed has not passed", "leave out --outcome or --failed"
        )


class UnknownStepError(RevenantError):
    """The runbook has no such step."""

    def __init__(self, part: str, ids: Sequence[str]) -> None:
        super().__init__(f"no step {part!r}", f"its steps are {', '.join(ids)}" if ids else "it has no steps to walk")


class NoStepsError(RevenantError):
    """There is nothing to walk."""

    def __init__(self, runbook: str, where: str) -> None:
        super().__init__(
            f"{runbook} has no steps to walk{where}", "steps are headings such as `### D1. Look — INFO_ONLY`"
        )


class OutcomesError(RevenantError):
    """What was said of the steps cannot be recorded; nothing was."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__("\n".join(complaints), "nothing was recorded; docs/how-to/run-a-runbook.md has the format")


class NothingSaidError(RevenantError):
    """There is nobody to ask how the steps went."""

    def __init__(self) -> None:
        super().__init__(
            "nobody can be asked how these steps went: this is no terminal",
            "say it with --outcomes FILE (or - for standard input); nothing was recorded",
        )


class NoOpenIncidentError(RevenantError):
    """A run belongs to an incident."""

    def __init__(self, runbook: str) -> None:
        super().__init__(
            "no incident is open, and a run belongs to one",
            f"to practise, `revenant runbook drill {runbook}`; for an incident that is over, name it with --incident",
        )


class NotUpdatedError(RevenantError):
    """The runbook is what it was in the incident."""

    def __init__(self, runbook: str, incident: str) -> None:
        super().__init__(
            f"{runbook} is still what {incident} used",
            "change it first, or say why it is right as it is: --no-change REASON",
        )


class TwoDrillsError(RevenantError):
    """A drill is walked by a file, or was done elsewhere."""

    def __init__(self) -> None:
        super().__init__("--outcomes walks a drill, --outcome logs one done elsewhere", "give one of them")


class DecisionError(RevenantError):
    """A review is one decision."""

    def __init__(self) -> None:
        super().__init__("say what was decided", "either --updated or --no-change REASON")


class SeveralOpenError(RevenantError):
    """Several incidents are open, and a run belongs to one."""

    def __init__(self, ids: Sequence[str]) -> None:
        shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        super().__init__(f"{len(ids)} incidents are open, so one must be named", f"add --incident, one of {shown}")
