"""What can go wrong with overrides and swaps that is no fault of the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from revenant.core.near import told
from revenant.errors import RevenantError


class DoubtfulTimeError(RevenantError):
    """A time on the wall clock that does not exist, or comes twice."""

    def __init__(self, text: str, where: str, one: str, two: str, *, is_missing: bool) -> None:
        why = "does not exist, as the clock skips it" if is_missing else "comes twice, as the clock is set back"
        super().__init__(f"{text} {why} in {where}", f"write {one} or {two}")


class UnreadableTimeError(RevenantError):
    """A text that is no time."""

    def __init__(self, text: str, where: str) -> None:
        example = "2026-11-23T18:00"
        super().__init__(f"cannot read {text!r} as a time", f"write {example} for the clock of {where}, or {example}Z")


class UnknownPersonError(RevenantError):
    """Nobody of that name is in revenant.yaml, or takes turns."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        hint = told(name, known, "known are") if known else "revenant.yaml names nobody under `people`"
        super().__init__(f"nobody is called {name!r} here", f"{hint}; --anyway takes the name as it is")


class BackwardSpanError(RevenantError):
    """An end that is not after its start."""

    def __init__(self, start: str, end: str) -> None:
        super().__init__(f"the override would end at {end}, which is not after {start}", "give --to a later time")


class LongSpanError(RevenantError):
    """An override so long that it is a change of the rotation."""

    def __init__(self, days: int) -> None:
        super().__init__(
            f"an override of more than {days} days is a change of the rotation",
            "end the layer with `until` and add another in the schedule's file, or pass --anyway",
        )


class SeveralOnCallError(RevenantError):
    """In place of whom is not clear."""

    def __init__(self, schedule: str, people: Sequence[str]) -> None:
        super().__init__(
            f"several are on call together for {schedule} in that time: {', '.join(people)}",
            f"say --instead-of {people[0]}, --instead-of everybody, or --besides",
        )


class NotOnCallError(RevenantError):
    """Somebody is to be replaced who is not on."""

    def __init__(self, person: str, schedule: str, people: Sequence[str]) -> None:
        who = ", ".join(people) or "nobody"
        super().__init__(f"{person} is not on call for {schedule} in that time", f"on call then: {who}")


class NothingChangesError(RevenantError):
    """The override would change nothing."""

    def __init__(self, schedule: str, people: Sequence[str]) -> None:
        who = ", ".join(people) or "nobody"
        super().__init__(
            f"the override would change nothing: {who} on call for {schedule} all the time it spans",
            "`revenant oncall who --at TIME` says who is on call",
        )


class UnclearOverrideError(RevenantError):
    """Options that say too little or contradict each other."""

    def __init__(self, why: str) -> None:
        super().__init__(why, "such as: revenant oncall override SCHEDULE PERSON --from TIME --to TIME")


class UnknownOverrideError(RevenantError):
    """No override of the log has that id, or several do."""

    def __init__(self, part: str, found: Sequence[str]) -> None:
        message = f"several overrides match {part!r}" if found else f"no override that counts is called {part!r}"
        hint = (
            f"they are: {', '.join(found)}"
            if found
            else "oncall/overrides.yaml lists them; those in a schedule's file are changed there"
        )
        super().__init__(message, hint)


class OverError(RevenantError):
    """An override that has ended: taking it back would change who was on call."""

    def __init__(self, key: str, end: datetime) -> None:
        super().__init__(
            f"the override {key} ended at {end:%Y-%m-%d %H:%M}Z, and who was on call does not change",
            "record another one for that time, if the record of it is wrong",
        )


class NoTurnError(RevenantError):
    """Somebody has no turn to swap."""

    def __init__(self, person: str, schedule: str, when: str, people: Sequence[str]) -> None:
        who = ", ".join(people) or "nobody"
        super().__init__(f"{person} is not on call for {schedule} {when}", f"those with turns there: {who}")


class OverlappingTurnsError(RevenantError):
    """Two turns that cannot be swapped, since both are on at the same time."""

    def __init__(self, one: str, two: str, when: str) -> None:
        super().__init__(
            f"{one} and {two} are on call together from {when}, so there is nothing to swap",
            "name other turns with --at TIME and --with TIME",
        )


class BackwardWindowError(RevenantError):
    """A window that ends before it begins."""

    def __init__(self, start: str, end: str) -> None:
        super().__init__(f"the time asked for ends at {end}, which is not after {start}", "give --until a later time")
