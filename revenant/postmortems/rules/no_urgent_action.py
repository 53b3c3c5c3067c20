"""AI007: a severe incident, and no action item of high priority."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.severity import Severity
from revenant.linting.engine import Finding
from revenant.postmortems.actions.priorities import priorities, priority_of
from revenant.postmortems.sections import Section
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI007", "no-urgent-action", Level.WARNING
SUMMARY = "A SEV1 or SEV2, and no action item of one of the two highest priorities."


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """Silent while an item has no priority yet: it may be the one."""
    incident = subject.incident
    if incident is None or incident.severity not in (Severity.SEV1, Severity.SEV2):
        return
    settings = subject.knowledge.settings.postmortems
    items = [item for item in subject.actions if not item.is_dropped]
    words, urgent = [priority_of(item, settings) for item in items], priorities(settings)[:2]
    if items and all(words) and not set(words) & set(urgent):
        where = next(each for each in subject.postmortem.passages if each.kind is Section.ACTIONS)
        message = f"{incident.severity}, and no action item is {' or '.join(urgent)}"
        hint = "what keeps it from happening again soon? `revenant action list --matrix` shows what makes a priority"
        yield subject.at(where.line, where.heading, message, hint, subject.eased(LEVEL))
