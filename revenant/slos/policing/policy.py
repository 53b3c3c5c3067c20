"""What an error budget asks of people: a freeze once it is exhausted, a postmortem and a plan after what cost much.

After the example policy of Google's Site Reliability Workbook (appendix B); the shares and words are the workspace's.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fnmatch import fnmatchcase
from fractions import Fraction

from revenant.core.slo_policy import SloPolicy
from revenant.core.tables import Block, Note, Tone
from revenant.slos.budgeting.standing import Standing

FREEZE = "Nothing is changed or released until some of the budget is left, but for the exceptions."
EXCEPTIONS = {
    "p0": "what mends a running incident, and action items of the top priority",
    "security": "what closes a vulnerability",
}


class Verdict(StrEnum):
    """What an objective says to a change. Unmeasured: nothing is known, which neither stops it nor is good."""

    STOP = "stop"
    GO = "go"
    UNMEASURED = "not measured"


def freeze_text(policy: SloPolicy) -> str:
    """What holds while a budget is exhausted."""
    return policy.freeze.strip() or FREEZE


def exceptions(policy: SloPolicy) -> dict[str, str]:
    """What is let through all the same: a word, and what it stands for."""
    return policy.exceptions or EXCEPTIONS


def stops(policy: SloPolicy, service: str) -> bool:
    """Whether an exhausted budget stops changes of this service at all."""
    return not policy.services or any(fnmatchcase(service, pattern) for pattern in policy.services)


def exceeds(spent: float, share: float, allowed: Fraction) -> bool:
    """Whether `spent` is more than this share of what is allowed; exactly the share is not more."""
    return Fraction(spent) > Fraction(repr(share)) * allowed


def verdict(standing: Standing) -> Verdict:
    """What one objective says, accepted downtime left out; where nothing was measured, that."""
    if not standing.usage.all:
        return Verdict.UNMEASURED
    return Verdict.STOP if standing.counted.is_exhausted else Verdict.GO


def freeze_notes(standings: Iterable[Standing], policy: SloPolicy) -> list[Block]:
    """What holds now for the services with a budget that is exhausted; nothing where none is."""
    said = dict.fromkeys(each.slo.service for each in standings if verdict(each) is Verdict.STOP)
    frozen = [service for service in said if stops(policy, service)]
    if not frozen:
        return []
    let_through = "; ".join(f"{word}: {meaning}" for word, meaning in exceptions(policy).items())
    return [Note(f"{', '.join(frozen)}: {freeze_text(policy)} Exceptions are {let_through}.", Tone.BAD)]
