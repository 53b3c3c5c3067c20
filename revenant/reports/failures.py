"""Which changes failed, and by whose word: people confirmed or declared it, or it merely stands near an incident.

Only what people said is a failure. What is suspected is an upper bound, and kept apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.incidents.causes import CONFIRMED, DECLARED, REFUTED, SUSPECTED, began, verdicts
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.statistics.survival import Observation
from revenant.signals.changes import Change, Suspect
from revenant.signals.graph import Graph
from revenant.signals.near import Changelog

NOTHING_SAID = "nothing said"
KNOWN = (CONFIRMED, DECLARED)


class Link(NamedTuple):
    """One incident that is due to one change, by whose word, and why that is so."""

    change: Change
    incident: IncidentSnapshot
    word: str
    reason: str

    @property
    def lag(self) -> timedelta | None:
        """From the change to the first sign of the incident; None where nobody recorded one."""
        start = began(self.incident)
        return None if start is None else start - self.change.at


class Links(NamedTuple):
    """By the change's id: `failed` as people said, `suspected` beside that.

    `incidents` counts them by the surest word there is for any change; `strangers` counts what people linked and
    nobody recorded as a change.
    """

    failed: dict[str, list[Link]]
    suspected: dict[str, list[Link]]
    incidents: Counter[str]
    strangers: int = 0


def find_links(
    incidents: Iterable[IncidentSnapshot], changes: Sequence[Change], graph: Graph, window: timedelta | None
) -> Links:
    """Whom each change concerns. An incident with a known cause suspects nothing beside it."""
    by_id, log = {change.id: change for change in changes}, Changelog(changes, graph)
    failed: dict[str, list[Link]] = {}
    suspected: dict[str, list[Link]] = {}
    words: Counter[str] = Counter()
    strangers = 0
    for it in incidents:
        said = _said(it)
        word = next((each for each in (*KNOWN, SUSPECTED, REFUTED) if each in said.values()), NOTHING_SAID)
        words[word] += 1
        strangers += sum(name not in by_id for name, each in said.items() if each in KNOWN)
        for link in _told(it, said, by_id):
            (failed if link.word in KNOWN else suspected).setdefault(link.change.id, []).append(link)
        for link in _near(it, said, log, window) if word not in KNOWN else ():
            suspected.setdefault(link.change.id, []).append(link)
    return Links(failed, suspected, words, strangers)


def _said(it: IncidentSnapshot) -> dict[str, str]:
    """The verdict on each change; a link without one declares it."""
    return {name: event.verdict or DECLARED for name, event in verdicts(it).items()} if it.changes else {}


def _told(it: IncidentSnapshot, said: dict[str, str], by_id: dict[str, Change]) -> list[Link]:
    return [
        Link(by_id[name], it, word, "as people said")
        for name, word in said.items()
        if word != REFUTED and name in by_id
    ]


def _near(it: IncidentSnapshot, said: dict[str, str], log: Changelog, window: timedelta | None) -> list[Link]:
    start = began(it)
    if start is None or not it.services:
        return []
    found: list[Suspect] = log.suspects(it.services, it.environment, start, window)
    return [Link(each.change, it, SUSPECTED, each.reason) for each in found if each.change.id not in said]


class Recovery(NamedTuple):
    """How long a failed deployment took to get over, from when it was made and from when it was noticed, in seconds.

    None where a time is missing, or the end would come before the start. What goes on is censored.
    """

    deployed: Observation | None
    detected: Observation | None


def recovery(links: Sequence[Link], now: datetime) -> Recovery:
    """Until the last of its incidents was resolved."""
    incidents = [link.incident for link in links]
    ends = [now if it.is_open else it.resolved_at for it in incidents]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return Recovery(None, None)
    ended = not any(it.is_open for it in incidents)
    noticed = min((it.detected_at for it in incidents if it.detected_at is not None), default=None)
    return Recovery(_span(links[0].change.at, max(known), ended), _span(noticed, max(known), ended))


def _span(start: datetime | None, end: datetime, ended: bool) -> Observation | None:
    if start is None or end < start:
        return None
    return Observation((end - start).total_seconds(), ended)
