"""What can go wrong with postmortems: what happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.errors import ExitCode, RevenantError

_MENDED_BY = (
    "`revenant postmortem render ID` and `revenant action edit ID ACTION --due DAY` mend that; then say it again"
)


class UnknownActionError(RevenantError):
    """No action item is called that."""

    def __init__(self, wanted: str, where: str, known: Sequence[str]) -> None:
        there = f"it has {', '.join(known[:12])}; " if known else ""
        super().__init__(
            f"{where} has no action item {wanted!r}", f"{there}`revenant action list --all` shows every one"
        )


class AmbiguousActionError(RevenantError):
    """Several action items are called that."""

    def __init__(self, wanted: str, places: Sequence[str]) -> None:
        shown = ", ".join(places[:5]) + (f" and {len(places) - 5} more" if len(places) > 5 else "")
        super().__init__(
            f"{wanted!r} is {len(places)} action items: {shown}", "put the incident before it, or its line: L12"
        )


class NoPostmortemError(RevenantError):
    """An action item stands in a postmortem, and there is none."""

    def __init__(self, incident: str) -> None:
        super().__init__(f"{incident} has no postmortem yet", f"`revenant postmortem draft {incident}` starts it")


class ActionValueError(RevenantError):
    """A value that would not be read back as it was typed."""

    def __init__(self, field: str, value: str, ends: str = "; ( )") -> None:
        held = f"one of {ends} or " if ends else ""
        super().__init__(
            f"the {field} {value!r} holds {held}a character that breaks the line of an action item",
            "write it on one line, with commas or dashes instead",
        )


class ActionLineError(RevenantError):
    """A line that commands must not touch."""

    def __init__(self, place: str, why: str, hint: str) -> None:
        super().__init__(f"{place} was left alone: {why}", hint)


class RecurredError(RevenantError):
    """What an action item should have prevented came back; like every failed gate this exits 1."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, name: str, recurrences: Sequence[str]) -> None:
        shown = "; ".join(recurrences[:3]) + (f"; and {len(recurrences) - 3} more" if len(recurrences) > 3 else "")
        super().__init__(
            f"{name} did not hold: {shown}",
            "reopen it (`revenant action edit … --reopen`), add another, or say why they do not count: --anyway REASON",
        )


class ChangedMeanwhileError(RevenantError):
    """Somebody else wrote the file between reading and writing."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} changed while it was being edited, or is a link; nothing was written", "run it again")


class InvalidDayError(RevenantError):
    """Something that is not a day."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(f"{text!r} is no day for {field}", "write 2026-12-20, or '2 weeks' for that long from today")


class RegionError(RevenantError):
    """Why one postmortem was not rendered; `diff` is what was edited by hand, empty where nothing was."""

    diff = ""


class EditedRegionError(RegionError):
    """Somebody wrote into a generated region."""

    def __init__(self, place: str, names: Sequence[str], diff: str) -> None:
        super().__init__(
            f"{place}: edited by hand inside of {', '.join(names)}, so it was left as it is",
            "facts are changed by events (`revenant note`, `amend`): --take writes the region anew; "
            "--detach takes its markers out and keeps the text",
        )
        self.diff = diff


class MisplacedMarkerError(RegionError):
    """Markers that cannot be followed."""

    def __init__(self, places: Sequence[str], *, in_conflict: bool = False) -> None:
        back = "put back what git has (`git diff` shows it), or take the markers out"
        settled = "--take settles what a merge left between markers; conflicts in prose are yours to settle"
        super().__init__("; ".join(places[:5]), settled if in_conflict else back)


class UnknownRegionError(RegionError):
    """No region is called that."""

    def __init__(self, place: str, name: str, known: Sequence[str]) -> None:
        super().__init__(f"{place} has no region {name!r}", f"it has {', '.join(known) or 'none'}")


class UnrenderedError(RevenantError):
    """Several postmortems were not rendered."""

    def __init__(self, errors: Sequence[RegionError]) -> None:
        shown = "; ".join(error.message for error in errors[:5])
        more = f"; and {len(errors) - 5} more" if len(errors) > 5 else ""
        hints = dict.fromkeys(error.hint for error in errors)
        super().__init__(f"{shown}{more}", "; ".join(hints))


class NotReadyError(RevenantError):
    """A postmortem that must not be final yet; like every failed gate this exits 1."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, place: str, reasons: Sequence[str]) -> None:
        super().__init__(f"{place} cannot be final: {'; '.join(reasons)}", _MENDED_BY)


class UnreadableFrontMatterError(RevenantError):
    """Front matter that cannot be edited."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}", "`revenant postmortem lint` shows where")


class BranchExistsError(RevenantError):
    """A branch of that name is there already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is a branch {name} already", "name another: --branch NAME, or `git switch` to it")


class InvalidBranchError(RevenantError):
    """Something git would not take for the name of a branch."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} is no name for a branch", "such as postmortem/checkout")


class UnknownTemplateError(RevenantError):
    """No template is called that."""

    def __init__(self, wanted: str, known: Sequence[str]) -> None:
        super().__init__(
            f"there is no template {wanted!r}",
            f"there are {', '.join(known)}; `revenant postmortem templates` shows each",
        )


class TemplateError(RevenantError):
    """A template that cannot be rendered; the file and line where that is known."""

    def __init__(self, name: str, line: int, why: str) -> None:
        place = f"{name}:{line}" if line else name
        super().__init__(f"the template {place} cannot be rendered: {why}", "correct it in postmortem_templates/")


class PostmortemExistsError(RevenantError):
    """A draft would take the place of what people have written."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} exists already", "edit it; a draft never replaces what people have written")
