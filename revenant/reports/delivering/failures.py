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
_SUREST = (*KNOWN, SUSPECTED, REFUTED)


class Link(NamedTuple):
    """One incident that is due to one change, and by whose word; `suspect` where nobody's."""

    change: Change
    incident: IncidentSnapshot
    word: str
    suspect: Suspect | None = None

    @property
    def reason(self) -> str:
        return self.suspect.reason if self.suspect else "somebody suspects it"

    @property
    def lag(self) -> timedelta | None:
        """From the change to the first sign of the incident; None where nobody recorded one."""
        if self.suspect is not None:
            return self.suspect.lag
        start = began(self.incident)
        return None if start is None else start - self.change.at


class Links(NamedTuple):
    """By the change's id: `failed` as people said, `suspected` beside that.

    `incidents` counts them by the surest word there is for any change; `strangers` are incidents with what people
    linked and nobody recorded as a change.
    """

    failed: dict[str, list[Link]]
    suspected: dict[str, list[Link]]
    incidents: Counter[str]
    strangers: set[tuple[str, str]]


def find_links(
    incidents: Iterable[IncidentSnapshot], changes: Sequence[Change], graph: Graph, window: timedelta | None
) -> Links:
    """Whom each change concerns. An incident with a known cause suspects nothing beside it."""
    by_id, log = {change.id: change for change in changes}, Changelog(changes, graph)
    found = Links({}, {}, Counter(), set())
    for it in incidents:
        said = _said(it) if it.changes else {}
        word = next((each for each in _SUREST if each in said.values()), NOTHING_SAID) if said else NOTHING_SAID
        found.incidents[word] += 1
        _keep_told(found, it, said, by_id)
        if word not in KNOWN:
            _keep_near(found, it, said, log, window)
    return found


def _said(it: IncidentSnapshot) -> dict[str, str]:
    """The verdict on each change; a link without one declares it."""
    return {name: event.verdict or DECLARED for name, event in verdicts(it).items()}


def _keep_told(found: Links, it: IncidentSnapshot, said: dict[str, str], by_id: dict[str, Change]) -> None:
    for name, word in said.items():
        change = by_id.get(name)
        if change is None:
            found.strangers.add((it.id, name))
        elif word != REFUTED:
            group = found.failed if word in KNOWN else found.suspected
            group.setdefault(name, []).append(Link(change, it, word))


def _keep_near(
    found: Links, it: IncidentSnapshot, said: dict[str, str], log: Changelog, window: timedelta | None
) -> None:
    start = began(it)
    if start is None or not it.services:
        return
    for each in log.suspects(it.services, it.environment, start, window):
        if each.change.id not in said:
            found.suspected.setdefault(each.change.id, []).append(Link(each.change, it, SUSPECTED, each))


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
