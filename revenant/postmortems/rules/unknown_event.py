"""EV002: a footnote names an event that the incident has not, or has no longer."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Fix, Level, Splice
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.linting.engine import Finding
from revenant.postmortems.evidence.footnotes import Footnote, citations, definitions
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "EV002", "unknown-event", Level.ERROR
SUMMARY = "A footnote names an event that is not in the record, or was taken back."


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """Footnotes of another kind, defined by hand, are their author's own."""
    incident = subject.incident
    if incident is None:
        return
    known, gone = ({event.id for event in events} for events in (incident.events, incident.taken_back))
    by_hand = list(definitions(subject.postmortem))
    own = {note.id for note in by_hand if not note.looks_like_event}
    for note in citations(subject.postmortem):
        if note.id in gone:
            message = f"the event {note.id} was taken back, so it is no evidence any more"
            yield Finding(note.line, note.col, message, "cite what replaced it: `revenant show` lists what counts")
        elif note.id not in known | own:
            yield _unknown(subject, note, incident)
    if subject.postmortem.layout.region("timeline"):
        yield from _doubled([note for note in by_hand if note.id in known])


def _unknown(subject: PostmortemSubject, note: Footnote, incident: IncidentSnapshot) -> Finding:
    known = [event.id for event in incident.events]
    near = get_close_matches(note.id.lower(), known, n=2, cutoff=0.75)
    hint = f"did you mean {' or '.join(near)}?" if near else "the timeline lists them; the id is what `note` prints"
    message = f"{incident.id} has no event {note.id}"
    fix = _replaced(subject, note, near[0]) if len(near) == 1 else None
    return Finding(note.line, note.col, message, hint, fix=fix)


def _replaced(subject: PostmortemSubject, note: Footnote, near: str) -> Fix:
    row, start = subject.rows[note.line - 1], note.col - 1
    end = start + len(f"[^{note.id}]")
    return Fix((Splice(note.line, note.line, (f"{row[:start]}[^{near}]{row[end:]}",)),), asked=True)


def _doubled(notes: list[Footnote]) -> Iterator[Finding]:
    for note in notes:
        message = f"the footnote {note.id} is defined by hand too: readers would see this instead of the record"
        yield Finding(note.line, note.col, message, "take the line out; the generated timeline defines it")
