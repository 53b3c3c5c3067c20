"""AU009: an amendment of a field that may not be amended."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.events import FIXED_FIELDS, EventAmended
from revenant.incidents.history import LogGain
from revenant.incidents.rules.subject import column
from revenant.linting.engine import Finding

CODE = "AU009"
NAME = "fixed-field"
LEVEL = Level.ERROR
SUMMARY = "An amendment of a field that may not be amended."

_HINT = "it has no effect here; a severity changes by `revenant severity`, a status by a change of status"


def check(subject: LogGain) -> Iterator[Finding]:
    for row, event in subject.events:
        fixed = sorted(FIXED_FIELDS & event.set.keys()) if isinstance(event, EventAmended) else []
        if fixed:
            yield Finding(row.number, column(row.text, "set"), f"amends the fixed field {', '.join(fixed)}", _HINT)
