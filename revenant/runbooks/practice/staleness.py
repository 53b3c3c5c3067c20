"""What drills and reviews say of a runbook now: whether somebody should look at it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from revenant.core.times import format_duration
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.runbooks.document import Runbook, Section
from revenant.runbooks.practice.entries import FAILED, PASSED, Drilled, Entry, Reviewed

_OVER = frozenset({Status.RESOLVED, Status.CLOSED})
_WALKED = frozenset({Section.DIAGNOSIS, Section.MITIGATION})


class Change(StrEnum):
    """What of a runbook differs from what was drilled. UNKNOWN: it does, and the older text is not in this clone."""

    NOTHING = ""
    TEXT = "only text outside Diagnosis and Mitigation changed since the last drill"
    STEPS = "Diagnosis or Mitigation changed since the last drill"
    UNKNOWN = "changed since the last drill, of which this clone has no copy"


class Reason(StrEnum):
    """Why a runbook should be looked at, worst first."""

    FAILED = "failed"
    REVIEW = "review due"
    NEVER = "never drilled"
    CHANGED = "changed"
    OVERDUE = "overdue"
    TEXT_CHANGED = "text changed"


class Stale(NamedTuple):
    """One reason, and the same in words."""

    reason: Reason
    words: str


class Practice(NamedTuple):
    """What is known of one runbook: its last drill, what has changed since, incidents that wait for a decision."""

    last: Drilled | None = None
    change: Change = Change.NOTHING
    waiting: Sequence[str] = ()


def last_drills(entries: Iterable[Entry]) -> dict[str, Drilled]:
    """The latest drill of each runbook, by its id. One that passed a part alone says nothing of the whole."""
    found = (each for each in entries if isinstance(each, Drilled) and not (each.part and each.outcome == PASSED))
    drills = sorted(found, key=lambda it: (it.at, it.id))
    return {drill.runbook: drill for drill in drills}


def uses(it: IncidentSnapshot) -> list[str]:
    """The runbooks an incident used: attached with their content pinned, or walked, not only passed over."""
    attached = [each.runbook for each in it.runbooks if each.blob]
    walked = [each.runbook for each in it.actions if each.runbook and each.outcome != "skipped"]
    return list(dict.fromkeys([*attached, *walked]))


def waiting(snapshots: Iterable[IncidentSnapshot], entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Incidents that are resolved or closed and used a runbook about which nothing was decided after, by runbook."""
    decided = {(each.runbook, each.incident) for each in entries if isinstance(each, Reviewed)}
    found: dict[str, list[str]] = {}
    for it in snapshots:
        for runbook in uses(it) if it.status in _OVER else ():
            if (runbook, it.id) not in decided:
                found.setdefault(runbook, []).append(it.id)
    return found


def is_to_be_drilled(runbook: Runbook) -> bool:
    """Whether anybody should drill it: ours, in force, and with something to do or a promise to drill it."""
    matter = runbook.matter
    if matter is None or matter.status != "active" or runbook.is_index:
        return False
    return matter.drill_every is not None or any(step.section is Section.MITIGATION for step in runbook.steps)


def walked_text(runbook: Runbook) -> tuple[str, ...]:
    """Diagnosis and Mitigation; the whole of a runbook that has neither."""
    parts = [runbook.text(passage) for passage in runbook.passages if passage.kind in _WALKED]
    return tuple("\n".join(row.rstrip() for row in part.split("\n")) for part in parts) or runbook.rows


def compare(then: Runbook | None, now: Runbook) -> Change:
    """What differs between what was drilled and what is there now, of which it is known that something does."""
    if then is None:
        return Change.UNKNOWN
    return Change.TEXT if walked_text(then) == walked_text(now) else Change.STEPS


def staleness(runbook: Runbook, practice: Practice, now: datetime) -> list[Stale]:
    """Every reason to look at a runbook, worst first."""
    found = [Stale(Reason.REVIEW, f"used in {', '.join(practice.waiting)}, and nobody decided about it")]
    found = found if practice.waiting else []
    last = practice.last
    if last is None:
        found += [Stale(Reason.NEVER, "never drilled")] if is_to_be_drilled(runbook) else []
        return found
    found += [*_failed(last), *_changed(practice), *overdue(runbook, last, now)]
    return sorted(found, key=lambda each: list(Reason).index(each.reason))


def _failed(last: Drilled) -> list[Stale]:
    if last.outcome == PASSED:
        return []
    steps = f" at {', '.join(last.failed)}" if last.failed else ""
    return [Stale(Reason.FAILED, f"the last drill {'failed' if last.outcome == FAILED else 'was stopped'}{steps}")]


def _changed(practice: Practice) -> list[Stale]:
    if practice.change is Change.NOTHING:
        return []
    reason = Reason.TEXT_CHANGED if practice.change is Change.TEXT else Reason.CHANGED
    return [Stale(reason, practice.change.value)]


def overdue(runbook: Runbook, last: Drilled, now: datetime) -> list[Stale]:
    """Whether the promise of `drill_every` is broken."""
    span = runbook.matter.drill_span if runbook.matter and runbook.matter.status == "active" else None
    if span is None or last.at + span >= now:
        return []
    late = format_duration(now - last.at - span)
    return [Stale(Reason.OVERDUE, f"drill overdue by {late}")]


def rank(found: Mapping[str, list[Stale]]) -> list[str]:
    """Keys of what is stale, worst first."""
    order = list(Reason)
    return sorted((key for key in found if found[key]), key=lambda key: (order.index(found[key][0].reason), key))
