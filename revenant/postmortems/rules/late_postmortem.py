"""PM020: a postmortem became final long after the incident was resolved, or still is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from revenant.core.problems import Level
from revenant.core.times import format_duration, parse_duration
from revenant.linting.engine import Finding
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "PM020", "late-postmortem", Level.WARNING
SUMMARY = "A postmortem is final later than postmortems.late_after allows, or not yet."


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """That it was late is only told: nobody can mend it any more."""
    matter, incident = subject.postmortem.matter, subject.incident
    if matter is None or incident is None or incident.resolved_at is None or incident.in_retrospect:
        return
    if matter.status != "final":
        if _is_late(subject, incident.resolved_at, subject.knowledge.now):
            age = format_duration(subject.knowledge.now - incident.resolved_at)
            message = f"still {'a draft' if matter.status == 'draft' else 'in review'} {age} after it was resolved"
            yield subject.at_key("status", message, _hint(subject))
    elif matter.final_at and _is_late(subject, incident.resolved_at, matter.final_at):
        age = format_duration(matter.final_at - incident.resolved_at)
        yield subject.at_key("final_at", f"final {age} after it was resolved", _hint(subject), Level.INFO)


def _is_late(subject: PostmortemSubject, resolved: datetime, then: datetime) -> bool:
    return then - resolved > parse_duration(subject.knowledge.settings.postmortems.late_after)


def _hint(subject: PostmortemSubject) -> str:
    after = subject.knowledge.settings.postmortems.late_after
    return f"this workspace wants it within {after} (postmortems.late_after): what people remember fades"
