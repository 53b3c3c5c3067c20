"""Redacting on disk: the one write that replaces a line instead of adding one."""

from __future__ import annotations

from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.errors import ReasonRequiredError
from revenant.incidents import policy
from revenant.incidents.correcting import find_event
from revenant.incidents.events import AnyEvent, Redaction
from revenant.incidents.log import Log
from revenant.incidents.redaction import is_redacted, redact
from revenant.incidents.snapshot import fold
from revenant.store.growing import replace_rows
from revenant.store.incidents import IncidentStore
from revenant.store.index import discard
from revenant.store.ledger import Writer
from revenant.store.log import event_line


class Redacted(NamedTuple):
    """What was done: the event as it is now, and in which lines of the log."""

    event: AnyEvent
    lines: list[int]


class Redactor(IncidentStore):
    """Takes words out of logs; everything else in the file stays byte for byte."""

    def redact(self, incident_id: str, part: str, writer: Writer, settings: Settings, reason: str) -> Redacted:
        """Replace every line that holds the event `part` names by its tombstone, in one commit.

        Raises:
            ForbiddenError, ReasonRequiredError, UnknownEventError, NothingToDoError.
        """
        policy.require(settings, writer.by, policy.REDACT)
        if not reason.strip():
            raise ReasonRequiredError("a redaction")
        mark = Redaction(writer.by, writer.now, reason.strip())
        if writer.dry_run:
            return _decide(incident_id, self.read(incident_id), part, mark)
        with self._ledger.writing(writer):
            done = _decide(incident_id, self.read(incident_id), part, mark)
            self._ledger.mark(writer, [incident_id])
            text = event_line(done.event).rstrip("\n")
            path = self._workspace.inside(self.path(incident_id))
            replace_rows(path, dict.fromkeys(done.lines, text))
            self._ledger.commit(writer, f"{incident_id}: redact {done.event.id}", new=False)
            discard(self._workspace)  # the index may still hold the words on a page it has freed
        return done


def _decide(incident_id: str, log: Log, part: str, mark: Redaction) -> Redacted:
    """The tombstone, and the lines it replaces; one that a merge left beside the event is used again."""
    event_id = find_event(fold(incident_id, log.events), log.events, part).id
    held = [(line, event) for line, event in zip(log.lines, log.events, strict=True) if event.id == event_id]
    clear = [(line, event) for line, event in held if not is_redacted(event)] or held
    stone = next((event for _, event in held if is_redacted(event) and len(clear) < len(held)), None)
    return Redacted(stone or redact(clear[0][1], mark), [line for line, _ in clear])
