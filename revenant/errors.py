"""Every error a user can expect: what happened, and what to do about it.

Wording and hint live in the class, so that the same mistake reads the same in every command.
This module imports nothing of ours: any room may raise.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller; documented in docs/cli.md."""

    OK = 0
    PROBLEMS = 1
    USAGE = 2
    EXPECTED = 3
    BUG = 4
    INTERRUPTED = 130


class RevenantError(Exception):
    """An expected error: a message in one sentence, and a hint that names the next action."""

    exit_code = ExitCode.EXPECTED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


# --- where we are ---------------------------------------------------------------------------


class NotARepositoryError(RevenantError):
    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} is not inside a git repository",
            "run `git init` there, or `revenant init PATH` to make a new workspace",
        )


class NotAWorkspaceError(RevenantError):
    def __init__(self, path: object) -> None:
        super().__init__(
            f"no revenant.yaml in {path} or in any folder above it",
            "run `revenant init` to make this folder a workspace, or name one with `-C DIR`",
        )


class AlreadyAWorkspaceError(RevenantError):
    def __init__(self, existing: Iterable[object]) -> None:
        names = ", ".join(str(path) for path in existing)
        super().__init__(
            f"init would overwrite {names}",
            "nothing was written; choose an empty folder, or move those files away first",
        )


class NoFolderError(RevenantError):
    def __init__(self, path: object) -> None:
        super().__init__(f"there is no folder {path}", "check the path given to -C")


# --- which incident -------------------------------------------------------------------------


class UnknownIncidentError(RevenantError):
    def __init__(self, wanted: str, near: Iterable[str] = ()) -> None:
        near = list(near)
        hint = f"did you mean {' or '.join(near)}?" if near else "`revenant list --all` shows every incident"
        super().__init__(f"no incident matches {wanted!r}", hint)


class AmbiguousIncidentError(RevenantError):
    def __init__(self, wanted: str, matches: list[str]) -> None:
        shown = ", ".join(matches[:5]) + (f" and {len(matches) - 5} more" if len(matches) > 5 else "")
        super().__init__(f"{wanted!r} matches {len(matches)} incidents: {shown}", "type a longer part of the id")


class NoIncidentNamedError(RevenantError):
    def __init__(self, open_ids: list[str]) -> None:
        if open_ids:
            shown = ", ".join(open_ids[:5]) + (", …" if len(open_ids) > 5 else "")
            super().__init__(f"{len(open_ids)} incidents are open, so one must be named", f"put its id first: {shown}")
        else:
            super().__init__("no incident is open, so one must be named", "`revenant list --all` shows every incident")


class UnknownRevisionError(RevenantError):
    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"{wanted!r} is neither a revision of this repository nor a time it has a commit for",
            "write a commit, branch or tag, an ISO time with its offset, or '2 days ago'",
        )


class UnknownEventError(RevenantError):
    def __init__(self, wanted: str, incident: str, matches: Iterable[str] = ()) -> None:
        matches = list(matches)
        what = f"{wanted!r} matches {len(matches)} events of" if matches else f"no event {wanted!r} in"
        super().__init__(f"{what} {incident}", f"`revenant show {incident}` lists each event with its id")


class UnknownChangeError(RevenantError):
    def __init__(self, wanted: str, matches: Iterable[str] = ()) -> None:
        matches = list(matches)
        if matches:
            shown = ", ".join(matches[:5]) + (", …" if len(matches) > 5 else "")
            super().__init__(f"{wanted!r} matches {len(matches)} changes: {shown}", "type a longer part of the id")
        else:
            hint = "`revenant change list` shows each with its id; `revenant change record` adds one"
            super().__init__(f"no change matches {wanted!r}", hint)


class UnknownSignalError(RevenantError):
    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"no signal among those read has the id {wanted!r}",
            "ids are whole and exact; `revenant correlate --json` and `--assignments FILE` print them",
        )


# --- what may be done -----------------------------------------------------------------------


class IllegalMoveError(RevenantError):
    def __init__(self, incident: str, status: str, to: str, allowed: Iterable[str]) -> None:
        moves = ", ".join(allowed) or "nothing"
        what = f"{status} already" if to == status else f"{status} and cannot become {to}"
        super().__init__(f"{incident} is {what}", f"from {status} it may become: {moves}")


class ReasonRequiredError(RevenantError):
    def __init__(self, what: str) -> None:
        super().__init__(f"{what} needs a reason", 'add --reason "…", so that the record says why')


class ForbiddenError(RevenantError):
    def __init__(self, who: str, action: str, roles: Iterable[str], holders: Iterable[str]) -> None:
        holders = sorted(holders)
        ask = f"ask {', '.join(holders)}" if holders else "nobody holds it yet; an ORG_ADMIN gives it in revenant.yaml"
        super().__init__(f"{who} may not {action}: that takes the role {' or '.join(roles)}", ask)


class CloseGateError(RevenantError):
    """The close gate refused; like every failed gate this exits 1."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, incident: str, reasons: list[str], *, has_postmortem: bool) -> None:
        finish = f"complete it, then `revenant postmortem status {incident} final`"
        begin = finish if has_postmortem else f"`revenant postmortem draft {incident}` starts it"
        super().__init__(
            f"{incident} cannot be closed yet: {'; '.join(reasons)}",
            f"{begin}; an SRE_LEAD may close without it: --override --reason …",
        )


class NothingToDoError(RevenantError):
    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint or "nothing was written")


# --- what was typed -------------------------------------------------------------------------


class InvalidTimeError(RevenantError):
    def __init__(self, text: str, why: str = "is not a time") -> None:
        super().__init__(f"{text!r} {why}", "write 2026-11-23T10:15:00Z, 2026-11-23T10:15+01:00 or '20 min ago'")


class InvalidDurationError(RevenantError):
    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a duration", "write 45m, 1h30m, 2d or '20 min'")


class UnknownZoneError(RevenantError):
    def __init__(self, name: str) -> None:
        super().__init__(f"there is no time zone {name!r}", "write an IANA name such as Europe/Berlin, or UTC")


class FutureTimeError(RevenantError):
    def __init__(self, at: str, now: str) -> None:
        super().__init__(f"{at} is in the future (now is {now})", "name a time that has come, such as now")


class OutOfOrderError(RevenantError):
    def __init__(self, at: str, status: str, last: str) -> None:
        super().__init__(
            f"{at} is before {status} began ({last})",
            "a status change cannot precede the status it leaves; correct the earlier event with `revenant amend`",
        )


class ImpactOrderError(RevenantError):
    def __init__(self, end: str, start: str, what: str) -> None:
        super().__init__(f"{what} {end} is before the impact began ({start})", "give the earlier time as the start")


class TooLongError(RevenantError):
    def __init__(self, what: str, length: int, limit: int) -> None:
        super().__init__(
            f"the {what} has {length:,} characters, and {limit:,} is the most",
            "put long output into a file of the repository or a ticket, and name that",
        )


class OutputFailedError(RevenantError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the output cannot be written: {reason}",
            "if the command was to record something, `revenant show` says whether it did",
        )


class EmptyTextError(RevenantError):
    def __init__(self, what: str) -> None:
        super().__init__(f"the {what} is empty", "write it in a few words")


class InvalidValueError(RevenantError):
    """A value that is not one of the words the field allows."""

    def __init__(self, what: str, value: str, allowed: Iterable[str]) -> None:
        article = "an" if what[:1] in "aeiou" else "a"
        super().__init__(f"{value!r} is not {article} {what}", f"use one of: {', '.join(allowed)}")


# --- what the files say ---------------------------------------------------------------------


class InvalidFileError(RevenantError):
    """A file of the workspace that cannot be used; each complaint reads path:line:col: message."""

    def __init__(self, complaints: list[str], hint: str = "correct the file, then run the command again") -> None:
        super().__init__("\n".join(complaints), hint)


class BrokenLogError(RevenantError):
    def __init__(self, path: object, complaints: list[str]) -> None:
        shown = "; ".join(complaints[:3]) + (f"; and {len(complaints) - 3} more" if len(complaints) > 3 else "")
        super().__init__(
            f"{path} cannot be written to while part of it cannot be read: {shown}",
            "`revenant lint incidents/` shows each line; `git log -p` shows how it came",
        )


class UnknownPathError(RevenantError):
    def __init__(self, path: object) -> None:
        super().__init__(f"there is no file or folder {path}", "name files or folders of the workspace, or nothing")


class OutsideError(RevenantError):
    def __init__(self, path: object) -> None:
        super().__init__(f"{path} is outside the workspace", "only files of the workspace are checked; -C DIR names it")


class UnsafePathError(RevenantError):
    def __init__(self, path: object) -> None:
        super().__init__(f"{path} leads out of the workspace", "symbolic links out of a workspace are not followed")


# --- git and the disk -----------------------------------------------------------------------


class IdentityMissingError(RevenantError):
    def __init__(self) -> None:
        super().__init__(
            "git does not know who you are, and every event is signed with a name",
            'run: git config --global user.name "Your Name"\n     git config --global user.email you@example.com',
        )


class GitMissingError(RevenantError):
    def __init__(self) -> None:
        super().__init__("the git program was not found", "install git and make sure it is on PATH")


class GitFailedError(RevenantError):
    """git refused; its own words are kept."""

    def __init__(self, action: str, output: str) -> None:
        super().__init__(f"git could not {action}: {output.strip() or 'no reason given'}", "")


class CommitFailedError(RevenantError):
    """What was written is safely in the file, but not yet in a commit."""

    def __init__(self, output: str, paths: Iterable[str]) -> None:
        names = " ".join(paths)
        self.git_said = output.strip() or "no reason given"
        super().__init__(
            f"written to {names}, but git could not commit it: {self.git_said}",
            "nothing is lost: once git agrees (a merge finished, the hook content, the path not ignored), "
            "`revenant doctor --fix` commits it",
        )


class RepositoryLockedError(RevenantError):
    def __init__(self, lock: object) -> None:
        super().__init__(
            f"another git process holds {lock}; nothing was written",
            "wait for it to end; if no git is running, remove that file; --no-commit records without a commit",
        )


class WorkspaceLockedError(RevenantError):
    def __init__(self, holder: str, seconds: float) -> None:
        super().__init__(
            f"waited {seconds:.0f} s for {holder or 'another revenant'}, which is writing; nothing was written",
            "run the command again",
        )


class AuditTimeoutError(RevenantError):
    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the audit did not end within {seconds:g} s, so nothing is proven",
            "audit a smaller range or push fewer commits at once, or allow more with --timeout",
        )


class ReadFailedError(RevenantError):
    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"cannot read {path}: {reason}", "make it a file you may read, or restore it from git")


class NothingReadableError(RevenantError):
    """Files could be read, and no row in them; what each lacks was printed before."""

    def __init__(self, rows: int) -> None:
        what = "the one row" if rows == 1 else f"none of the {rows:,} rows"
        super().__init__(
            f"{what} could {'not ' if rows == 1 else ''}be read, so nothing was imported",
            "the reasons stand above; is it the export that this command reads?",
        )


class WriteFailedError(RevenantError):
    """The record, or another file of the workspace, is as it was."""

    undone = "nothing was recorded"

    def __init__(self, path: object, reason: str, hint: str = "free space or permit writing, then retry") -> None:
        super().__init__(f"cannot write {path}: {reason}; {self.undone}", hint)
