"""AU005: the close gate was overridden by somebody who did not hold the role."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents import policy
from revenant.incidents.events import IncidentStatusChanged
from revenant.incidents.history import LogGain, holders_of
from revenant.incidents.rules.subject import column
from revenant.linting.engine import Finding

CODE = "AU005"
NAME = "override-without-role"
LEVEL = Level.ERROR
SUMMARY = "The close gate was overridden by somebody who did not hold the role."

_HINT = "finish the postmortem, or ask somebody who holds the role to close with `--override --reason`"


def check(subject: LogGain) -> Iterator[Finding]:
    for row, event in subject.events:
        overrides = isinstance(event, IncidentStatusChanged) and event.override
        if overrides and not policy.may(subject.settings, event.by, policy.OVERRIDE_CLOSE):
            needed = f"{event.by} did not hold {holders_of(policy.OVERRIDE_CLOSE)} then"
            yield Finding(row.number, column(row.text, "override"), f"overrides the close gate: {needed}", _HINT)
