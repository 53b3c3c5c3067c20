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
    shift = _shift(subject)
    for row, event in subject.events:
        does = _does(event, subject.result, shifts=row.number == shift)
        if does and not _may(subject, event):
            needed = f"{event.by} did not hold {holders_of(policy.CHANGE_SEVERITY)} then"
            yield Finding(row.number, column(row.text, "type"), f"{does}: {needed}", _HINT)


def _may(subject: LogGain, event: AnyEvent) -> bool:
    return policy.may(subject.settings, event.by, policy.CHANGE_SEVERITY)


def _does(event: AnyEvent, text: Text, *, shifts: bool) -> str:
    """How the event changes a severity; empty where it does not."""
    match event:
        case IncidentSeverityChanged():
            return f"changes the severity from {event.from_} to {event.to}"
        case EventAmended() | EventRetracted() if shifts or _corrects_severity(event, text):
            return f"corrects the severity by {event.type} of {event.target}"
        case IncidentOpened() if shifts:
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


def _shift(subject: LogGain) -> int:
    """The line of one without the role with which the log begins to say another severity; 0 where there is none.

    They are taken together first: of two that say the same, neither would be missed. A first opening only sets one.
    """
    suspects = {row.number: event for row, event in subject.events if _is_suspect(subject, event)}
    if not suspects:
        return 0
    rows = (subject.result.row(number) for number in range(1, len(subject.rows) + 1) if number not in suspects)
    others = [row.event for row in rows if row.event is not None]
    lines, events = list(suspects), list(suspects.values())
    before = fold("", others).severity
    low, high = 0, len(events)
    if before is None or fold("", [*others, *events]).severity is before:
        return 0
    while high - low > 1:
        middle = (low + high) // 2
        is_same = fold("", [*others, *events[:middle]]).severity is before
        low, high = (middle, high) if is_same else (low, middle)
    return lines[low]


def _is_suspect(subject: LogGain, event: AnyEvent) -> bool:
    return isinstance(event, EventAmended | EventRetracted | IncidentOpened) and not _may(subject, event)
