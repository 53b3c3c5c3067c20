"""WS013: a time zone that there is none of."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.core.zones import zone
from revenant.errors import UnknownZoneError
from revenant.linting.document import Document
from revenant.linting.engine import Finding

CODE = "WS013"
NAME = "unknown-zone"
LEVEL = Level.ERROR
SUMMARY = "A time zone that there is none of."


def check(subject: Document[Settings]) -> Iterator[Finding]:
    if subject.value is None:
        return
    settings = subject.value
    named = [("reports", settings.reports.timezone), *(("people", person.timezone) for person in settings.people)]
    for key, name in dict.fromkeys(named):
        try:
            zone(name or "UTC")
        except UnknownZoneError as error:
            yield Finding(*subject.find(key, name), error.message, error.hint)
