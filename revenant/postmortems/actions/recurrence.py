"""Did a fix hold? Only while nothing like its incident opened after it was done; each recurrence says why it is one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from revenant.incidents.causes import CONFIRMED, DECLARED, began, verdicts
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.item import ActionItem


class Recurrence(NamedTuple):
    """An incident that opened after a fix, and what it has in common with the one that led to it."""

    incident: str
    day: date
    reason: str

    @property
    def words(self) -> str:
        return f"{self.incident} ({self.day}): {self.reason}"


def judged_from(item: ActionItem) -> date | None:
    """The day after which recurrences count: when it was done, or verified in spite of some; None where not known."""
    if item.is_dropped or not item.done:
        return None
    return (item.day("verified") if "anyway" in item.fields else None) or item.day("done")


class Recurring:
    """All incidents by what makes two of them alike. Asked once an item; made once."""

    def __init__(self, incidents: Iterable[IncidentSnapshot]) -> None:
        self._alike: dict[str, list[tuple[date, str]]] = defaultdict(list)
        self._merged_into: dict[str, set[str]] = defaultdict(set)
        self._answers: dict[tuple[str, date], tuple[Recurrence, ...]] = {}
        for it in incidents:
            for other in it.merged if it.links else ():
                self._merged_into[other].add(it.id)
            start = began(it)
            if start is not None and it.status is not Status.CANCELLED:
                opened = (start.date(), it.id)
                for trait in alike_by(it):
                    self._alike[trait].append(opened)
        for days in self._alike.values():
            days.sort()

    def after(self, item: ActionItem, it: IncidentSnapshot) -> tuple[Recurrence, ...]:
        """Every incident like `it` that began on a later day than the item was done, oldest first."""
        since = judged_from(item)
        if since is None:
            return ()
        if (it.id, since) not in self._answers:  # the items of one postmortem are often done on one day
            self._answers[it.id, since] = self._like(it, since)
        return self._answers[it.id, since]

    def _like(self, it: IncidentSnapshot, since: date) -> tuple[Recurrence, ...]:
        found: dict[tuple[date, str], str] = {}
        for trait, words in reversed(alike_by(it).items()):  # so that the surest reason is the one that stays
            days = self._alike.get(trait, [])
            found.update(dict.fromkeys(days[bisect_right(days, since, key=itemgetter(0)) :], words))
        same = {it.id, *it.merged} | self._merged_into.get(it.id, set())
        return tuple(
            Recurrence(other, day, words) for (day, other), words in sorted(found.items()) if other not in same
        )


def alike_by(it: IncidentSnapshot) -> dict[str, str]:
    """What makes it like others, the surest first, each with its words."""
    marks: dict[str, str] = {}
    for signal in it.signals:
        if signal.fingerprint:
            marks[f"fingerprint {signal.fingerprint}"] = f"the same alert series, {signal.name}"
    for signal in it.signals:
        if signal.group:
            marks[f"group {signal.group}"] = f"the same group of signals, {signal.group}"
    for signal in it.signals:
        if signal.service:
            marks[f"signal {signal.name}\0{signal.service}"] = f"{signal.name} on {signal.service}"
    for tag in it.tags:
        marks[f"tag {tag.casefold()}"] = f"the tag {tag}"
    for cause in _causes(it) if it.links or it.changes else ():
        for service in it.services:
            marks[f"cause {cause}\0{service}"] = f"the same cause, {cause}, on {service}"
    return marks


def _causes(it: IncidentSnapshot) -> list[str]:
    """What people named as the cause: an incident or ticket, or a change."""
    named = [link.target for link in it.links if link.relation == "caused_by"]
    return named + [change for change, said in verdicts(it).items() if said.verdict in (CONFIRMED, DECLARED)]
