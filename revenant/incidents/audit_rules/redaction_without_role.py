"""AU007: an event was redacted by somebody who is no ORG_ADMIN."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents import policy
from revenant.incidents.events import Redaction
from revenant.incidents.history import LogLoss, holders_of, same_person, tombstone
from revenant.incidents.redaction import redaction_of
from revenant.incidents.rules.subject import column
from revenant.linting.engine import Finding

CODE = "AU007"
NAME = "redaction-without-role"
LEVEL = Level.ERROR
SUMMARY = "An event was redacted by somebody who was no ORG_ADMIN, or in another's name."

_HINT = "restore the line and ask an ORG_ADMIN to run `revenant redact`"


def check(subject: LogLoss) -> Iterator[Finding]:
    """Shown is the line as it is now: what it said is for nobody's eyes."""
    for row in subject.missing:
        heir = tombstone(subject, row)
        mark = redaction_of(heir.event) if heir and heir.event else None
        if heir and mark and heir.text not in subject.known and (why := _why_not(subject, mark)):
            yield Finding(heir.number, column(heir.text, "redacted"), f"redacts line {row.number}{why}", _HINT)


def _why_not(subject: LogLoss, mark: Redaction) -> str:
    author = subject.commit.author
    if not policy.may(subject.settings, author, policy.REDACT):
        return f", and its author did not hold {holders_of(policy.REDACT)} then"
    return "" if same_person(subject.settings, mark.by, author) else f" in the name of {mark.by}"
