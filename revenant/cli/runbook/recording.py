"""What a run records: the runbook attached once, each answer at once, and at the end what it came to."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from revenant.cli.runbook.asking import agrees, can_ask
from revenant.cli.runbook.walking import Ready, Walked
from revenant.cli.session import Session
from revenant.cli.writing import How
from revenant.incidents.events import IncidentAction, KnownEvent, Stamp
from revenant.incidents.joining import Page
from revenant.incidents.operations import attach_runbook
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.incidents.wording import describe
from revenant.runbooks.errors import NoOpenIncidentError, SeveralOpenError
from revenant.runbooks.walk.recording import Pinned, events_of, is_attached, records
from revenant.runbooks.walk.walk import Outcome, Taken
from revenant.store.joining import Joiner


def which_incident(session: Session, part: str | None, runbook: str, *, sure: bool) -> str:
    """The incident named, or the only one that is open, if whoever sits there agrees.

    Raises:
        UnknownIncidentError, AmbiguousIncidentError, NoOpenIncidentError, SeveralOpenError.
    """
    if part is not None:
        return session.incidents.resolve(part)
    known = session.incidents.open_ones()[0]
    if not known:
        raise NoOpenIncidentError(runbook)
    if len(known) > 1:
        raise SeveralOpenError([it.id for it in known])
    said = f"{known[0].id} {known[0].title}"
    if sure or not can_ask(session):
        session.out.say(f"in the one open incident: {said}")
    elif not agrees(f"One incident is open: {said}. Record in it?"):
        raise typer.Exit
    return known[0].id


class Recorder:
    """Records the steps of one run in one incident."""

    def __init__(self, session: Session, it: IncidentSnapshot, ready: Ready, blob: str, how: How) -> None:
        self._session, self._how, self._it = session, how, it
        self._pinned = Pinned(ready.runbook.id, blob, ready.values)
        self._joiner = Joiner(session.workspace, session.out.warn)
        self.count = 0

    def say_changed(self, earlier: Iterable[str]) -> None:
        """Say that the runbook is not what was walked before, and what of that still counts."""
        mine = [each for each in self._it.actions if each.runbook == self._pinned.runbook and each.blob]
        if mine and mine[-1].blob != self._pinned.blob:
            kept = ", ".join(earlier) or "none"
            self._session.out.say(
                f"{self._pinned.runbook} has changed since it was walked here; steps as before: {kept}"
            )

    def keep(self, taken: Taken) -> None:
        """Record one answer: one commit, with the runbook attached if it is not; a step passed over uses none."""

        def decide(pages: list[Page]) -> list[list[KnownEvent]]:
            it, stamp = pages[0].it, pages[0].stamp
            used = self._attachment(it, stamp) if taken.answer.outcome is not Outcome.SKIPPED else []
            return [[*used, *events_of(it, stamp, self._pinned, taken)]]

        message = f"{self._it.id}: {self._pinned.runbook} {taken.card.id} {taken.answer.outcome} (simulated)"
        writer = self._session.writer_now(self._how)
        (written,) = self._joiner.record_together([self._it.id], writer, decide, message)
        self._it, self.count = written.after, self.count + 1
        self._say(taken, written.events)

    def _attachment(self, it: IncidentSnapshot, stamp: Stamp) -> list[KnownEvent]:
        if is_attached(it, self._pinned.runbook, self._pinned.blob):
            return []
        return [attach_runbook(stamp, self._pinned.runbook, blob=self._pinned.blob, reason="walked")]

    def _say(self, taken: Taken, events: list[KnownEvent]) -> None:
        if self._how.as_json:
            return
        from revenant.render.runbook_steps import taken_line

        prefix = "would record: " if self._how.dry_run else "recorded: "
        for event in events:
            words = taken_line(taken) if isinstance(event, IncidentAction) else describe(event)
            self._session.out.text(prefix + words)
        text = taken.card.label("Records")
        if text and not records(text):
            self._session.out.warn(f"{taken.card.id}: Records says nothing known (tag=, note=, link=): {text}")

    def report(self, done: Walked, earlier: Iterable[str]) -> None:
        """What it came to: on stdout the new snapshot as JSON, or on stderr how to go on."""
        from revenant.render.runbook_steps import walk_data

        data = walk_data(done.walk, earlier)
        if self._how.as_json:
            from revenant.render.json import snapshot_data

            own = {"runbook": self._pinned.runbook, "blob": self._pinned.blob, "inputs": dict(self._pinned.inputs)}
            self._session.out.json(snapshot_data(self._it, self._session.settings.measurements) | {"run": own | data})
            return
        left = data["not_walked"]
        said = f"{self.count} step{'' if self.count == 1 else 's'} recorded in {self._it.id}"
        if left:
            said += f"; not walked: {', '.join(left)}; run it again to go on"
        self._session.out.say(said if not self._how.dry_run else "dry run: nothing was recorded")
