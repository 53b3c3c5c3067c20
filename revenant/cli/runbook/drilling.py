"""A drill from its beginning to the line that is logged of it."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from revenant.cli.options import choice
from revenant.cli.runbook.asking import Ended, ask
from revenant.cli.runbook.walking import Walked, Wanted, follow, prepare
from revenant.cli.session import Session
from revenant.cli.writing import How
from revenant.core.text import encodable
from revenant.errors import TooLongError
from revenant.incidents.events import Stamp
from revenant.incidents.operations import MAX_TEXT
from revenant.runbooks.document import Runbook
from revenant.runbooks.errors import NotPassedError, UnknownStepError
from revenant.runbooks.practice.entries import FAILED, OUTCOMES, PASSED, Drilled
from revenant.runbooks.walk.walk import Taken, Walk, plan
from revenant.store.drills import DrillStore


class Came(NamedTuple):
    """What a drill came to; `steps` is how many were answered, None where nobody counted."""

    outcome: str
    failed: list[str]
    steps: int | None = None


def from_options(runbook: Runbook, outcome: str, failed: list[str]) -> Came:
    """A drill done elsewhere, as the options say it; where a step failed, so did the drill.

    Raises:
        InvalidValueError, UnknownStepError, NotPassedError.
    """
    known = [card.id for card in plan(runbook, {})] if failed else []
    steps = [step.upper() for step in failed]
    for step in steps:
        if step not in known:
            raise UnknownStepError(step, known)
    said = choice("outcome", outcome or FAILED, [*OUTCOMES])
    if steps and said == PASSED:
        raise NotPassedError(steps)
    return Came(said, steps)


def ended(walk: Walk) -> Came:
    """What a walk came to."""
    return Came(walk.outcome, walk.failed, len(walk.taken))


class Drill:
    """One drill of a runbook."""

    def __init__(self, session: Session, runbook: Runbook, blob: str, how: How) -> None:
        self._session, self._runbook, self._blob, self._how = session, runbook, blob, how
        self._began = session.writer_now(how).now
        self._minutes: int | None = None
        self._note, self._part = "", ""

    def walk(self, asked: Wanted) -> Walked:
        """Walk it; nothing is recorded on the way.

        Raises:
            Ended: before the first step.
        """
        as_json = self._how.as_json
        self._note = asked.said.note if asked.said else ""
        self._part = " ".join(filter(None, (asked.section, f"from {asked.first}" if asked.first else "")))
        ready = prepare(self._session, self._runbook, asked, {}, silent=as_json)
        done = follow(self._session, ready, {}, self._say, as_json=as_json)
        if asked.said is None:
            spent = self._session.writer_now(self._how).now - self._began
            self._minutes = ceil(spent.total_seconds() / 60)
        return done

    def note(self, done: Walked) -> str:
        """What whoever sits there has to say of it, or the file did."""
        if self._note or self._minutes is None or done.ended is not None:
            return self._note
        try:
            return ask("A note for the record? (Enter for nothing)")
        except Ended:
            return ""

    def _say(self, taken: Taken) -> None:
        from revenant.render.runbook_steps import taken_line

        if not self._how.as_json:
            self._session.out.text(taken_line(taken))

    def record(self, came: Came, minutes: int | None, note: str) -> None:
        """Log it: one line, one commit."""
        from revenant.render.runbook_steps import drill_line, entry_data

        if len(note) > MAX_TEXT:
            raise TooLongError("note", len(note), MAX_TEXT)

        drills = DrillStore(self._session.workspace, self._session.out.warn)
        message = f"{self._runbook.id}: drill {came.outcome}"
        writer = self._session.writer_now(self._how)
        entry = drills.record(writer, lambda stamp: self._drilled(stamp, came, minutes, note), message)
        if self._how.as_json:
            self._session.out.json(entry_data(entry))
            return
        self._session.out.text(("would record: " if self._how.dry_run else "recorded: ") + drill_line(entry))

    def _drilled(self, stamp: Stamp, came: Came, minutes: int | None, note: str) -> Drilled:
        return Drilled(
            id=next(stamp.ids),
            at=stamp.at,
            by=encodable(stamp.by),
            runbook=self._runbook.id,
            blob=self._blob,
            outcome=came.outcome,  # type: ignore[arg-type]
            minutes=self._minutes if minutes is None else minutes,
            steps=came.steps,
            failed=came.failed,
            part=self._part,
            text=encodable(note.strip()),
            recorded=stamp.recorded,
        )
