"""Which alerts have a runbook, by what, and which runbooks no alert reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import NamedTuple

from revenant.core.settings import RunbookSettings
from revenant.runbooks.alerts import AlertRule
from revenant.runbooks.document import Runbook
from revenant.runbooks.links.following import Outcome, Reason, State
from revenant.runbooks.links.pages import page_name
from revenant.runbooks.suggestion.matching import Match, claims_on

PAGING = ("critical", "page")  # the severities that page somebody, where the settings name none


class By(StrEnum):
    """By what an alert has its runbook."""

    URL = "url"
    NAME = "name"
    GLOB = "glob"
    NONE = "none"


class Cover(NamedTuple):
    """One alert rule and its runbook's path, empty without one; `outcome` is where its address leads, if it has one."""

    alert: AlertRule
    runbook: str
    by: By
    outcome: Outcome | None

    @property
    def is_dead(self) -> bool:
        """Whether its address leads to no file, or to no heading of one."""
        return self.outcome is not None and self.outcome.state in (State.MISSING, State.DEAD_ANCHOR)

    @property
    def is_unchecked(self) -> bool:
        return self.outcome is not None and self.outcome.state is State.UNCHECKED

    @property
    def is_missing(self) -> bool:
        """Whether it has none for sure: an address that cannot be checked may lead to one."""
        return not self.runbook and not self.is_unchecked


class Root(NamedTuple):
    """A line for runbooks.link_roots, and how many addresses could be checked with it."""

    prefix: str
    folder: str
    number: int


class Coverage(NamedTuple):
    """All alerts, as they come, and the runbooks that none of them reaches."""

    covers: Sequence[Cover]
    unreached: Sequence[Runbook]
    paging: frozenset[str]
    root: Root | None

    def names(self, *, paging: bool = False, missing: bool = False) -> list[str]:
        """The names of alerts, each once; an alert lacks a runbook where one of its rules does."""
        chosen = (
            cover.alert.name
            for cover in self.covers
            if (not missing or cover.is_missing) and (not paging or self.pages(cover.alert))
        )
        return list(dict.fromkeys(chosen))

    def pages(self, alert: AlertRule) -> bool:
        """Whether an alert pages somebody."""
        return alert.severity.casefold() in self.paging

    @property
    def covered(self) -> list[str]:
        """Names of the alerts all of whose rules have a runbook."""
        lacking = {cover.alert.name for cover in self.covers if not cover.runbook}
        return [name for name in self.names() if name not in lacking]

    @property
    def dead(self) -> list[str]:
        """Addresses that lead nowhere, each once."""
        return list(dict.fromkeys(cover.alert.url for cover in self.covers if cover.is_dead))

    @property
    def unchecked(self) -> Counter[Reason]:
        """Addresses that could not be checked, each once, by reason."""
        found = {cover.alert.url: cover.outcome for cover in self.covers if cover.is_unchecked}
        return Counter(outcome.reason for outcome in found.values() if outcome and outcome.reason)


def paging_severities(settings: RunbookSettings) -> frozenset[str]:
    """The `severity` labels that page somebody here, folded to one case."""
    return frozenset(each.casefold() for each in settings.paging or PAGING)


def cover_alerts(
    alerts: Sequence[AlertRule],
    runbooks: Sequence[Runbook],
    settings: RunbookSettings,
    follow: Callable[[str], Outcome],
) -> Coverage:
    """The runbook of every alert: by its address, else by a runbook that names it, else by one that matches it.

    `follow` says where an address leads.
    """
    by_name = {name: claims_on(name, runbooks) for name in dict.fromkeys(alert.name for alert in alerts)}
    outcomes = {url: follow(url) for url in dict.fromkeys(alert.url for alert in alerts) if url}
    covers = [_cover(alert, _outcome(alert, outcomes.get(alert.url)), by_name[alert.name]) for alert in alerts]
    reached = {match.runbook.path for matches in by_name.values() for match in matches}
    reached |= {cover.runbook for cover in covers}
    unreached = [runbook for runbook in runbooks if runbook.path not in reached and _is_for_alerts(runbook, settings)]
    return Coverage(covers, unreached, paging_severities(settings), suggested_root(covers, runbooks))


def _cover(alert: AlertRule, outcome: Outcome | None, claims: Sequence[Match[Runbook]]) -> Cover:
    if outcome and outcome.state in (State.FOUND, State.DEAD_ANCHOR):
        return Cover(alert, outcome.path, By.URL, outcome)
    if not claims:
        return Cover(alert, "", By.NONE, outcome)
    by = By.NAME if claims[0].claim.alert == alert.name else By.GLOB
    return Cover(alert, claims[0].runbook.path, by, outcome)


def _outcome(alert: AlertRule, outcome: Outcome | None) -> Outcome | None:
    return Outcome(State.UNCHECKED, reason=Reason.TEMPLATED) if alert.is_templated else outcome


def _is_for_alerts(runbook: Runbook, settings: RunbookSettings) -> bool:
    """Whether some rule ought to lead to a runbook."""
    if runbook.is_deprecated or not runbook.claims:
        return False
    return not any(is_external(claim.alert, settings) for claim in runbook.claims)


def is_external(alert: str, settings: RunbookSettings) -> bool:
    """Whether the rules of an alert live elsewhere."""
    return any(fnmatchcase(alert, pattern) for pattern in settings.external_alerts)


def suggested_root(covers: Iterable[Cover], runbooks: Sequence[Runbook]) -> Root | None:
    """The root that would let most of the addresses on other sites be checked: those that end as a runbook's path."""
    by_stem: dict[str, list[Runbook]] = {}
    for runbook in runbooks:
        by_stem.setdefault(page_name(runbook.path.rpartition("/")[2]), []).append(runbook)
    found: Counter[tuple[str, str]] = Counter()
    external = (it.alert for it in covers if it.outcome and it.outcome.reason is Reason.EXTERNAL)
    for url, name in {(alert.url, alert.name) for alert in external}:
        plain = url.partition("#")[0].rstrip("/")
        for runbook in by_stem.get(page_name(plain.rpartition("/")[2]), ()):
            if any(claim.alert == name for claim in runbook.claims):
                found[_split(plain, runbook.path)] += 1
    if not found:
        return None
    (prefix, folder), number = min(found.items(), key=lambda each: (-each[1], each[0]))
    return Root(prefix, folder, number)


def _split(url: str, path: str) -> tuple[str, str]:
    """Where a URL and a path begin to be the same."""
    left, right = url.split("/"), path.split("/")
    while len(left) > 3 and len(right) > 1 and page_name(left[-1]) == page_name(right[-1]):
        left, right = left[:-1], right[:-1]
    return "/".join(left) + "/", "/".join(right)
