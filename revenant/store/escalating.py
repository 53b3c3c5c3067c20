"""Notifications told and recorded under one lock: told first, and recorded only if that succeeded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from revenant.errors import BrokenLogError
from revenant.incidents.events import IncidentEscalated, Stamp
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.store.incidents import IncidentStore, last_id, stamp_of
from revenant.store.ledger import Writer
from revenant.store.log import append_events

Decide = Callable[[IncidentSnapshot], Callable[[Stamp], list[IncidentEscalated]] | None]


class Escalated(NamedTuple):
    """An incident and what records who is called for it."""

    before: IncidentSnapshot
    events: list[IncidentEscalated]

    @property
    def after(self) -> IncidentSnapshot:
        """The incident with these events."""
        return fold(self.before.id, [*self.before.events, *self.before.taken_back, *self.events])


Tell = Callable[[Sequence[Escalated]], None]


class Escalator(IncidentStore):
    """Records who is called."""

    def escalate(self, ids: Sequence[str], writer: Writer, decide: Decide, tell: Tell) -> list[Escalated]:
        """Look at incidents as they are, tell whom `decide` names, and record that in one commit.

        What `tell` raises stops the rest, so that nothing is recorded that nobody heard of. An incident part of whose
        log is unreadable is named, and left out.
        """
        if writer.dry_run:
            return self._told(ids, writer, decide, tell)
        with self._ledger.writing(writer):
            found = self._told(ids, writer, decide, tell)
            if found:
                self._record(found, writer)
        return found

    def _told(self, ids: Sequence[str], writer: Writer, decide: Decide, tell: Tell) -> list[Escalated]:
        found = [each for incident_id in ids if (each := self._decided(incident_id, writer, decide)) is not None]
        if found:
            tell(found)
        return found

    def _decided(self, incident_id: str, writer: Writer, decide: Decide) -> Escalated | None:
        try:
            before = fold(incident_id, self._whole(incident_id))
        except BrokenLogError as error:
            self._warn(f"nobody is called for {incident_id}: {error.message}")
            return None
        make = decide(before)
        if make is None:
            return None
        at = writer.at or self._time_after(before, writer.now)
        return Escalated(before, make(stamp_of(writer, at, last_id([*before.events, *before.taken_back], at))))

    def _record(self, found: Sequence[Escalated], writer: Writer) -> None:
        self._ledger.mark(writer, [each.before.id for each in found])
        for each in found:
            append_events(self._workspace.inside(self.path(each.before.id)), each.events, self._ledger.torn)
        self._ledger.commit(writer, _message(found), new=False)


def _message(found: Sequence[Escalated]) -> str:
    people = list(dict.fromkeys(event.to for each in found for event in each.events))
    whom = people[0] if len(people) == 1 else f"{len(people)} people"
    if len(found) == 1:
        return f"{found[0].before.id}: escalated to {whom}"
    return f"{len(found)} incidents escalated to {whom}"
