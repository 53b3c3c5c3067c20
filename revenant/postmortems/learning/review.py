"""What a review meeting looks at: one incident with its postmortem, and the decisions that are still to be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from revenant.core.problems import Problem
from revenant.core.settings import Settings
from revenant.core.text import how_many
from revenant.incidents.causes import CONFIRMED, REFUTED, verdicts
from revenant.incidents.events import (
    AnyEvent,
    ChangeLinked,
    HandedOff,
    ImpactRecorded,
    IncidentEscalated,
    IncidentOpened,
    IncidentSeverityChanged,
    IncidentStatusChanged,
)
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.learning.ending import Earlier
from revenant.postmortems.learning.traits import Basis

_TURNING = (
    IncidentOpened, IncidentStatusChanged, IncidentSeverityChanged, IncidentEscalated, HandedOff, ImpactRecorded,
    ChangeLinked,
)  # fmt: skip
_NEXT = {"draft": "Is it ready for review?", "review": "Is it final?"}


class Document(NamedTuple):
    """The postmortem as its front matter has it. `path` is from the workspace's root."""

    path: str
    title: str
    status: str
    owner: str
    reviewers: Sequence[str] = ()


class Review(NamedTuple):
    """All of it for one incident. `runbooks` are those it used, each with whether a decision about it is missing.

    `questions` is what lint finds in the postmortem; there is none of it where `document` is None.
    """

    incident: IncidentSnapshot
    document: Document | None
    questions: Sequence[Problem]
    actions: Sequence[ActionItem]
    similar: Sequence[Earlier]
    runbooks: Sequence[tuple[str, bool]]


def turning_points(it: IncidentSnapshot) -> list[AnyEvent]:
    """The events a meeting goes through; notes, signals, steps and effort stay in the timeline."""
    return [event for event in it.events if isinstance(event, _TURNING)]


def decisions(review: Review, settings: Settings, today: date) -> list[str]:
    """What the meeting has to decide, most pressing first, as questions in plain text."""
    return [
        *_about_document(review, settings),
        *_about_causes(review.incident),
        *(question for item in review.actions for question in _about_action(item, today)),
        *(f"Runbook {name}: change it, or is it right as it is?" for name, due in review.runbooks if due),
        *_about_similar(review.similar),
    ]


def _about_document(review: Review, settings: Settings) -> Iterator[str]:
    it, document = review.incident, review.document
    if it.contested:
        yield f"Which status holds? {it.contest}."
    if document is None:
        if settings.targets(it.severity).postmortem:
            yield f"Who writes the postmortem, by when? A {it.severity} needs one before it is closed."
        return
    if not document.owner:
        yield "Who owns the postmortem?"
    if document.status in _NEXT:
        yield _NEXT[document.status]
    if document.status != "final" and review.questions:
        yield f"{how_many(len(review.questions), 'open question')} below: what must be answered first?"
    if not review.actions:
        yield "Does nothing follow from it? There is no action item."


def _about_causes(it: IncidentSnapshot) -> Iterator[str]:
    unsure = [said for said in verdicts(it).values() if said.verdict not in (CONFIRMED, REFUTED)]
    for said in unsure:
        yield f"Was change {said.change} a cause? It is {said.verdict or 'linked'}."


def _about_action(item: ActionItem, today: date) -> Iterator[str]:
    if item.done or "wontdo" in item.fields:
        return
    missing = [what for what, there in (("owner", item.owner), ("due date", item.due)) if not there]
    if missing:
        yield f"{item.name} has no {' and no '.join(missing)}: whose is it, and by when?"
    elif item.due is not None and item.due < today:
        yield f"{item.name} was due on {item.due}: keep it, move it, or decline it?"


def _about_similar(similar: Sequence[Earlier]) -> Iterator[str]:
    for each in similar:
        if each.open_actions and each.alike.basis <= Basis.CAUSE:
            number = how_many(each.open_actions, "action")
            yield f"{each.alike.incident} was like this and has {number} open: would they have prevented this?"
