"""What a step of a run leaves in an incident: its action, always simulated, and what `Records` says is really done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revenant.incidents.events import IncidentAction, IncidentLinked, IncidentUpdated, KnownEvent, NoteAdded, Stamp
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.runbooks.walk.walk import Outcome, Taken

_RECORD = re.compile(r"(tag|note|link)\s*=\s*(.*?)\s*(?:[;,]\s*(?=(?:tag|note|link)\s*=)|[;,]?\s*$)", re.DOTALL)
_BEGINS = re.compile(r"(?:tag|note|link)\s*=")


class Pinned(NamedTuple):
    """Which runbook is walked, with the content it has, and the values given to it."""

    runbook: str
    blob: str
    inputs: Mapping[str, str]


def is_attached(it: IncidentSnapshot, runbook: str, blob: str) -> bool:
    """Whether this content of the runbook is attached already."""
    return any((each.runbook, each.blob) == (runbook, blob) for each in it.runbooks)


def records(text: str) -> list[tuple[str, str]]:
    """`tag=failover; note=text; link=URL` in pairs; what begins with none of these words is no record."""
    plain = text.replace("`", "").strip()
    found = _RECORD.findall(plain) if _BEGINS.match(plain) else []
    return [(kind, value.strip("\"' ")) for kind, value in found if value.strip("\"' ")]


def events_of(it: IncidentSnapshot, stamp: Stamp, pinned: Pinned, taken: Taken) -> list[KnownEvent]:
    """The action, then whatever the step records in the incident if it was done."""
    card, answer = taken
    action = stamp.event(
        IncidentAction,
        text=card.text,
        category=card.category.value,
        simulated=True,
        runbook=pinned.runbook,
        step=card.id,
        outcome=answer.outcome.value,
        blob=pinned.blob,
        title=card.title,
        inputs=dict(pinned.inputs),
        observed=answer.observed.strip(),
    )
    done = answer.outcome is Outcome.DONE
    return [action, *(_recorded(it, stamp, card.label("Records")) if done else ())]


def _recorded(it: IncidentSnapshot, stamp: Stamp, text: str) -> Iterator[KnownEvent]:
    found = records(text)
    tags = [value for kind, value in found if kind == "tag" and value not in it.tags]
    if tags:
        yield stamp.event(IncidentUpdated, tags=list(dict.fromkeys([*it.tags, *tags])))
    for kind, value in found:
        if kind == "note":
            yield stamp.event(NoteAdded, text=value)
        elif kind == "link" and all(link.target != value for link in it.links):
            yield stamp.event(IncidentLinked, relation="ticket", target=value)
