"""Whom a report counts and whom it leaves out: said with every report, since a figure means nothing without."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from revenant.core.tables import Facts, facts
from revenant.core.text import how_many
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.question import Exclude, Question

_WORDS = {
    Exclude.DRILLS: "drills (by their tags)",
    Exclude.IMPORTS: "imported from elsewhere",
    Exclude.RETROSPECT: "posted in retrospect",
}


class Population(NamedTuple):
    """The incidents counted, oldest first, and how many are left out for which reason.

    `present` counts what could be left out by --exclude and is in.
    """

    counted: list[IncidentSnapshot]
    left_out: dict[str, int]
    present: dict[Exclude, int]


def population(incidents: Iterable[IncidentSnapshot], question: Question) -> Population:
    """Sort out who counts; an incident left out for two reasons is named by the first."""
    found = Population([], {}, {})
    drills = question.settings.reports.drill_names
    for it in incidents:
        kinds = _kinds(it, drills)
        reason = "cancelled" if it.standing.status is Status.CANCELLED else _reason(kinds, question) if kinds else ""
        if reason:
            found.left_out[reason] = found.left_out.get(reason, 0) + 1
            continue
        found.counted.append(it)
        for kind in kinds:
            found.present[kind] = found.present.get(kind, 0) + 1
    return found


def _kinds(it: IncidentSnapshot, drills: frozenset[str]) -> list[Exclude]:
    kinds = []
    if it.tags and not drills.isdisjoint([tag.casefold() for tag in it.tags]):
        kinds.append(Exclude.DRILLS)
    if it.source:
        kinds.append(Exclude.IMPORTS)
    if it.in_retrospect:
        kinds.append(Exclude.RETROSPECT)
    return kinds


def _reason(kinds: list[Exclude], question: Question) -> str:
    return next((_WORDS[kind] for kind in kinds if kind in question.exclude), "")


def about(found: Population, question: Question) -> Facts:
    """What stands at the head of every report."""
    return facts(
        ("counted", _counted(found)),
        ("left out", ", ".join(f"{count:,} {reason}" for reason, count in found.left_out.items())),
        ("among them", _among(found)),
        ("filters", question.filters),
        ("computed from", question.commit()),
        ("as of now", "postmortems and action items, where they are counted" if question.is_past else ""),
    )


def _counted(found: Population) -> str:
    times = [it.detected_at for it in found.counted if it.detected_at is not None]
    period = f", detected {min(times):%Y-%m-%d} to {max(times):%Y-%m-%d} (UTC)" if times else ""
    still_open = sum(it.is_open for it in found.counted)
    return f"{how_many(len(found.counted), 'incident')}{period}; {still_open} still open"


def _among(found: Population) -> str:
    said = [f"{count:,} {_WORDS[kind]} (--exclude {kind})" for kind, count in found.present.items()]
    return ", ".join(said)
