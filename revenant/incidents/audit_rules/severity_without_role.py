"""AU004: a severity was changed by somebody who did not hold the role."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents import policy
from revenant.incidents.events import (
    AnyEvent,
    EventAmended,
    EventRetracted,
    IncidentOpened,
    IncidentSeverityChanged,
)
from revenant.incidents.history import LogGain, holders_of
from revenant.incidents.lines import Text
from revenant.incidents.rules.subject import column
from revenant.incidents.snapshot import fold
from revenant.linting.engine import Finding

CODE = "AU004"
NAME = "severity-without-role"
LEVEL = Level.ERROR
SUMMARY = "A severity was changed by somebody who did not hold the role."

_HINT = "ask somebody who holds the role to run `revenant severity`"


def check(subject: LogGain) -> Iterator[Finding]:
    for row, event in subject.events:
        does = _does(event, subject.result)
        if does and not policy.may(subject.settings, event.by, policy.CHANGE_SEVERITY):
            needed = f"{event.by} did not hold {holders_of(policy.CHANGE_SEVERITY)} then"
            yield Finding(row.number, column(row.text, "type"), f"{does}: {needed}", _HINT)


def _does(event: AnyEvent, text: Text) -> str:
    """How the event changes a severity; empty where it does not."""
    match event:
        case IncidentSeverityChanged():
            return f"changes the severity from {event.from_} to {event.to}"
        case EventAmended() | EventRetracted() if _corrects_severity(event, text) or _matters(event, text):
            return f"corrects the severity by {event.type} of {event.target}"
        case IncidentOpened() if _matters(event, text):
            return "changes the severity by a second opening"
    return ""


def _corrects_severity(event: EventAmended | EventRetracted, text: Text) -> bool:
    """Whether its target is a change of severity, or a correction of one."""
    seen: set[str] = set()
    targets = [event.target]
    while targets:
        target = targets.pop()
        if target not in seen:
            seen.add(target)
            found = [row.event for row in text.of_id(target)]
            if any(isinstance(each, IncidentSeverityChanged) for each in found):
                return True
            targets += [each.target for each in found if isinstance(each, EventAmended | EventRetracted)]
    return False


def _matters(event: AnyEvent, text: Text) -> bool:
    """Whether the log would say another severity without this event; a first opening only sets one."""
    events = text.events()
    without = fold("", [each for each in events if each != event]).severity
    return without is not None and without is not fold("", events).severity
