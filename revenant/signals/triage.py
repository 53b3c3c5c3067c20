"""From a cluster of signals to what people are told: how severe, what to call it, who owns it. Rules, no guessing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from revenant.core.settings import SeverityRule
from revenant.core.severity import Severity
from revenant.core.text import shorten
from revenant.signals.catalogue import Catalogue
from revenant.signals.correlation.cluster import Cluster, Seen
from revenant.signals.signal import UNKNOWN, Gravity

MAX_TITLE = 120
# Tried after the workspace's own rules and the floors that alerts state; the first that fits decides.
DEFAULT_RULES = (
    SeverityRule(gravity=["critical"], tier=1, severity=Severity.SEV1),
    SeverityRule(gravity=["critical"], severity=Severity.SEV2),
    SeverityRule(gravity=["error"], tier=1, severity=Severity.SEV2),
    SeverityRule(gravity=["warning"], severity=Severity.SEV4),
    SeverityRule(severity=Severity.SEV3),
)


class Judged(Struct, frozen=True):
    """A severity and the rule that gave it, in words."""

    severity: Severity
    why: str


def judge(cluster: Cluster, catalogue: Catalogue, rules: Sequence[SeverityRule] = ()) -> Judged:
    """The worst severity that any of its series deserves."""
    tiers = {service.name: service.tier for service in catalogue.services}
    distinct = {(each.service, each.name, each.gravity): each for each in reversed(cluster.seen)}.values()
    judged = [_judge(each, cluster.environment, tiers.get(each.service), rules) for each in reversed(distinct)]
    return min(judged, key=lambda each: each.severity, default=Judged(Severity.SEV3, "nothing was seen"))


def title_of(cluster: Cluster) -> str:
    """What is broken, from the signals' own words: the first service, what it shows, how many others are affected."""
    worst = cluster.seen[0]
    names = dict.fromkeys(each.name for each in cluster.seen if each.service == worst.service and each.name)
    what = worst.about or ", ".join(list(names)[:3]) or f"{cluster.count} {worst.kind} signals"
    others = len(cluster.services) - 1
    more = f" (and {others} more service{'' if others == 1 else 's'})" if others else ""
    where = "" if worst.service == UNKNOWN or worst.about.lower().startswith(worst.service) else f"{worst.service}: "
    return shorten(f"{where}{what}", MAX_TITLE - len(more)) + more


def owner_of(services: Iterable[str], catalogue: Catalogue) -> str:
    """The team that answers for the first of the services that has an owner."""
    known = (catalogue.find(name) for name in services)
    return next((service.owner for service in known if service and service.owner), "")


def _judge(seen: Seen, environment: str, tier: int | None, rules: Sequence[SeverityRule]) -> Judged:
    rule = next((rule for rule in rules if _fits(rule, seen, environment, tier)), None)
    if rule is None and seen.floor is not None:
        return Judged(seen.floor, f"{seen.name or seen.kind} on {seen.service} asks for it at least{because(seen)}")
    rule = rule or next(rule for rule in DEFAULT_RULES if _fits(rule, seen, environment, tier))
    said = seen.gravity if seen.gravity is not Gravity.NONE else "of no stated severity"
    ranked = f", tier {tier}" if tier else ""
    return Judged(rule.severity, f"{seen.name or seen.kind} on {seen.service} is {said}{ranked}")


def because(seen: Seen) -> str:
    """Why an alert asks for a severity, to be put after it."""
    return f": {seen.floor_why or seen.about}" if seen.floor_why or seen.about else ""


def _fits(rule: SeverityRule, seen: Seen, environment: str, tier: int | None) -> bool:
    return (
        (not rule.gravity or seen.gravity in rule.gravity)
        and (rule.tier is None or rule.tier == tier)
        and fnmatchcase(seen.name, rule.name)
        and fnmatchcase(seen.service, rule.service)
        and fnmatchcase(environment, rule.environment)
    )
