"""What an incident's record should say and does not, and what in it is to be doubted; each with what mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from revenant.core.severity import Severity
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.question import Question

SILENT = 3  # so many times the target for updates without a word, and an open incident was perhaps forgotten
_PAGED = (Severity.SEV1, Severity.SEV2)
_DONE = (Status.RESOLVED, Status.CLOSED)
_LINT = "revenant lint"
_IMPACT = "revenant impact ID --from TIME --to TIME"


class Whom(StrEnum):
    """Of which incidents something is expected, in words."""

    ALL = "all"
    OPEN = "open"
    TAKEN_UP = "taken up"
    PAGED = "SEV1, SEV2 taken up"
    DONE = "resolved"
    OWED = "resolved, owed one"


class Known(NamedTuple):
    """What the checks know beside the incident: which have a postmortem, which need one, when silence is suspicious."""

    now: datetime
    postmortems: frozenset[str]
    need_postmortem: tuple[Severity, ...]
    silence: dict[Severity | None, timedelta | None]


def known(question: Question) -> Known:
    """Gather it once for all incidents."""
    targets = {severity: question.settings.targets(severity) for severity in Severity}
    silence: dict[Severity | None, timedelta | None] = {None: None}
    for severity, each in targets.items():
        update = each.span("update")
        silence[severity] = update * SILENT if update else None
    owed = tuple(severity for severity, each in targets.items() if each.postmortem)
    return Known(question.now, frozenset(question.postmortems()), owed, silence)


class Check(NamedTuple):
    """Looks at one incident of those `of` which something is expected; `fails` says whether something is amiss.

    `mend` is the command, with ID for the incident; empty where nothing mends it. `weight` ranks what is to be mended.
    """

    key: str
    what: str
    of: Whom
    fails: Callable[[IncidentSnapshot, Known], bool]
    mend: str = ""
    weight: int = 1


MISSING = (
    Check("detected", "detection", Whom.ALL, lambda it, known: it.detected_at is None, _LINT, 5),
    Check("severity", "severity", Whom.ALL, lambda it, known: it.severity is None, _LINT, 3),
    Check("services", "services", Whom.ALL, lambda it, known: not it.services, "revenant update ID --service NAME", 2),
    Check("started", "start of impact", Whom.ALL, lambda it, known: it.started_at is None, _IMPACT),
    Check("acknowledged", "acknowledgement", Whom.TAKEN_UP, lambda it, known: it.acknowledged_at is None),
    Check(
        "commander", "commander", Whom.PAGED, lambda it, known: not it.commander, "revenant assign ID --commander WHO"
    ),
    Check("mitigated", "mitigation", Whom.DONE, lambda it, known: it.mitigated_at is None),
    Check("resolved", "resolution", Whom.DONE, lambda it, known: it.resolved_at is None),
    Check("impact", "end of impact", Whom.DONE, lambda it, known: it.impact_ended_at is None, _IMPACT),
    Check(
        "postmortem",
        "postmortem",
        Whom.OWED,
        lambda it, known: it.id not in known.postmortems,
        "revenant postmortem draft ID",
        2,
    ),
)


def is_backwards(it: IncidentSnapshot) -> bool:
    """Whether a milestone, or the end of an impact, stands before what it follows."""
    start, detected = it.started_at, it.detected_at
    if detected is not None:
        ends = (it.acknowledged_at, it.mitigated_at, it.resolved_at)
        if (start is not None and start > detected) or any(end is not None and end < detected for end in ends):
            return True
    return any(each.ended_at is not None and each.ended_at < each.started_at for each in it.impacts)


def _is_silent(it: IncidentSnapshot, known: Known) -> bool:
    longest = known.silence[it.severity]
    return longest is not None and it.last_word_at is not None and known.now - it.last_word_at > longest


def _is_duplicate(it: IncidentSnapshot, known: Known) -> bool:
    return any(link.relation == "duplicate_of" for link in it.links)


DOUBTFUL = (
    Check(
        "contested",
        "contested",
        Whom.ALL,
        lambda it, known: bool(it.standing.contesting),
        "revenant transition ID STATUS",
        4,
    ),
    Check(
        "backwards",
        "out of order",
        Whom.ALL,
        lambda it, known: is_backwards(it),
        "revenant amend ID EVENT --set at=TIME",
        4,
    ),
    Check("silent", "silent", Whom.OPEN, _is_silent, "revenant resolve ID --at TIME", 3),
    Check("unknown", "not readable", Whom.ALL, lambda it, known: bool(it.unknown), _LINT, 3),
    Check("duplicate", "duplicate", Whom.ALL, _is_duplicate, "revenant merge ID into OTHER", 2),
    Check("retrospect", "in retrospect", Whom.ALL, lambda it, known: it.in_retrospect),
    Check("imported", "imported", Whom.ALL, lambda it, known: bool(it.source)),
)
MEANINGS = (
    "Contested: two people moved it differently. Out of order: a milestone, or the end of an impact, before its start. "
    f"Silent: open without a word for more than {SILENT} times its target for updates. Not readable: events of a type "
    "or shape that this version does not know. Duplicate: linked as one of another, and counted beside it.",
    "What was posted in retrospect or imported is not wrong, but its times mean something else: --exclude retrospect "
    "and --exclude imports leave it out of any report.",
)


class Finding(NamedTuple):
    """What one check found: of how many something was expected, and which of them fail."""

    check: Check
    n: int
    failing: list[IncidentSnapshot]


def examine(incidents: Sequence[IncidentSnapshot], known: Known, checks: Iterable[Check]) -> list[Finding]:
    """Put checks to incidents."""
    asked = _asked(incidents, known)
    return [
        Finding(check, len(asked[check.of]), [it for it in asked[check.of] if check.fails(it, known)])
        for check in checks
    ]


def _asked(incidents: Sequence[IncidentSnapshot], known: Known) -> dict[Whom, Sequence[IncidentSnapshot]]:
    taken_up = [it for it in incidents if it.is_answered]
    done = [it for it in incidents if it.standing.status in _DONE]
    return {
        Whom.ALL: incidents,
        Whom.OPEN: [it for it in incidents if it.is_open],
        Whom.TAKEN_UP: taken_up,
        Whom.PAGED: [it for it in taken_up if it.severity in _PAGED],
        Whom.DONE: done,
        Whom.OWED: [it for it in done if it.severity in known.need_postmortem],
    }
