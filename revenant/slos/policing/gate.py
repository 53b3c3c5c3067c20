"""Whether a service may be changed now, by the budgets of its objectives and of what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from revenant.core.slo_policy import SloPolicy
from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.standing import Standing
from revenant.slos.policing.freezing import Freeze, freeze
from revenant.slos.policing.policy import Verdict, stops, verdict
from revenant.slos.policing.reasons import named
from revenant.slos.usage import Meter, Unit

FRESH = timedelta(days=1)


class Judged(NamedTuple):
    """One objective and what it says; `freeze` tells since when and until when, of one that is exhausted."""

    standing: Standing
    verdict: Verdict
    freeze: Freeze | None = None


class Exemption(NamedTuple):
    """Somebody lets a change through although the policy says stop: under which word, why, and who says so."""

    word: str
    meaning: str
    reason: str
    by: str


class Gate(NamedTuple):
    """What is asked of one service, and what came of it.

    `own` are its objectives, `others` those of services it depends on that are exhausted. `unsure` says why its data
    does not suffice, where data was required. `is_stopping`: whether the policy stops this service at all.
    """

    service: str
    policy: SloPolicy
    own: Sequence[Judged]
    others: Sequence[Judged] = ()
    unsure: Sequence[str] = ()
    exemption: Exemption | None = None

    @property
    def is_stopping(self) -> bool:
        return stops(self.policy, self.service)

    @property
    def stopped_by(self) -> list[Judged]:
        """The objectives for which the policy says stop; the service's own first."""
        if not self.is_stopping:
            return []
        asked = [*self.own, *(self.others if self.policy.dependencies == "stop" else ())]
        return [each for each in asked if each.verdict is Verdict.STOP]

    @property
    def is_stopped(self) -> bool:
        """Whether the policy, or data that is required and not there, says stop; exceptions or not."""
        return bool(self.stopped_by or self.unsure)

    @property
    def is_open(self) -> bool:
        """Whether the change may go ahead."""
        return self.exemption is not None or not self.is_stopped


def judge(standings: Iterable[Standing], meter: Meter, adjustments: Sequence[Adjustment]) -> list[Judged]:
    """Every objective of one SLO with what it says; of those that are exhausted the meter is asked since when."""
    return [_judged(each, meter, adjustments) for each in standings]


def _judged(each: Standing, meter: Meter, adjustments: Sequence[Adjustment]) -> Judged:
    said = verdict(each)
    is_frozen = said is Verdict.STOP
    return Judged(each, said, freeze(each.slo, each.objective, meter, adjustments, each.now) if is_frozen else None)


def lacking_data(judged: Iterable[Judged]) -> list[str]:
    """Why what was measured does not suffice to let a change through, where data is required."""
    found = [(each.standing, _lack(each)) for each in judged]
    return [f"{named(standing.slo, standing.objective)}: {why}" for standing, why in found if why]


def _lack(each: Judged) -> str:
    standing = each.standing
    if standing.budget.unit is Unit.SECONDS:
        return "nothing is measured, only impact that people recorded"
    if each.verdict is Verdict.UNMEASURED or standing.until is None:
        return "nothing is measured in its window"
    if standing.now - standing.until > FRESH:
        return f"nothing is measured since {standing.until:%Y-%m-%d %H:%M} UTC"
    return ""


def reached_from(service: str, depends_on: Mapping[str, Sequence[str]]) -> list[str]:
    """Everything a service depends on, directly or by way of others, the nearest first; never itself."""
    found, waiting = list[str](), [service]
    while waiting:
        near = [other for name in waiting for other in depends_on.get(name, ())]
        waiting = [other for other in dict.fromkeys(near) if other != service and other not in found]
        found += waiting
    return found
