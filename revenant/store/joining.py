"""Writes over several incidents at once: one lock, one commit, and either log is right without the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from revenant.incidents.events import AnyEvent, KnownEvent
from revenant.incidents.joining import Page
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.store.incidents import IncidentStore, last_id, stamp_of
from revenant.store.ledger import Writer
from revenant.store.log import append_events, create_log

DecideTogether: TypeAlias = Callable[[list[Page]], Sequence[list[KnownEvent]]]


class Written(Struct, frozen=True):
    """What was done to one of them: before and after, and the events between."""

    before: IncidentSnapshot
    after: IncidentSnapshot
    events: list[KnownEvent]


class Joiner(IncidentStore):
    """Records on several incidents together."""

    def record_together(
        self, ids: Sequence[str], writer: Writer, decide: DecideTogether, message: str
    ) -> list[Written]:
        """Let `decide` look at the incidents and record what it returns for each, in the order of `ids`.

        An id without a log is a new incident's.

        Raises:
            BrokenLogError: part of a log is unreadable.
        """
        if writer.dry_run:
            return self._decide_together(ids, writer, decide)
        with self._ledger.writing(writer):
            done = self._decide_together(ids, writer, decide)
            self._ledger.mark(writer, ids)
            is_new = [self._write(each.after.id, each.events) for each in done]
            self._ledger.commit(writer, message, new=any(is_new))
        return done

    def _write(self, incident_id: str, events: list[KnownEvent]) -> bool:
        """Add to a log, or make it. Returns whether it was made."""
        path = self._workspace.inside(self.path(incident_id))
        is_new = not path.is_file()
        if is_new:
            create_log(path, incident_id, events)
        elif events:
            append_events(path, events, self._ledger.torn)
        return is_new

    def _decide_together(self, ids: Sequence[str], writer: Writer, decide: DecideTogether) -> list[Written]:
        logs = [self._whole(each) if self._files.has(each) else [] for each in ids]
        before = [fold(each, events) for each, events in zip(ids, logs, strict=True)]
        at = writer.at or max(self._time_after(it, writer.now) for it in before)
        pages = [_page(it, events, writer, at) for it, events in zip(before, logs, strict=True)]
        added = decide(pages)
        after = [fold(it.id, [*log, *more]) for it, log, more in zip(before, logs, added, strict=True)]
        return [Written(*each) for each in zip(before, after, added, strict=True)]

    def beyond(self, incident_id: str) -> frozenset[str]:
        """Every incident that this one was merged into, directly or through others."""
        found: set[str] = set()
        waiting = [incident_id]
        while waiting:
            it = self.get(waiting.pop())
            targets = {link.target for link in it.links if link.relation == "superseded_by"} - found
            found |= targets
            waiting += [target for target in targets if self._files.has(target)]
        return frozenset(found)


def _page(it: IncidentSnapshot, events: list[AnyEvent], writer: Writer, at: datetime) -> Page:
    return Page(it, stamp_of(writer, at, last_id([*events, *it.events], at)))
