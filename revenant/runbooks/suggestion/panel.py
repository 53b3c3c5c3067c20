"""The part of a runbook that matters now, for the screen of an incident: a handful of lines, never the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revenant.core.terms import Fit, fits
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.runbooks.document import Section
from revenant.runbooks.suggestion.card import Card, Stride
from revenant.runbooks.suggestion.matching import Question, Suggestion, alerts_in, find_named, suggest

_MITIGATING = (Status.MITIGATING, Status.MITIGATED)
_ALERT = "alert"
MOST_FURTHER = 3


class Panel(NamedTuple):
    """What `show` says of runbooks. `found` is the one that is certain, `steps` those of `section` in it.

    `absent` names what was attached and is no runbook of this workspace; `changed` is whether the file is another
    than when it was attached; `further` may help too.
    """

    found: Suggestion | None
    section: Section
    steps: tuple[Stride, ...]
    pinned: str
    absent: str
    further: tuple[Suggestion, ...]

    @property
    def changed(self) -> bool:
        """Whether the file was edited after it was attached."""
        return bool(self.found and self.pinned and self.pinned != self.found.card.blob)


def section_for(status: Status) -> Section:
    """Which section matters in a status: how to find out, and once somebody acts, what to do."""
    return Section.MITIGATION if status in _MITIGATING else Section.DIAGNOSIS


def question_of(it: IncidentSnapshot) -> Question:
    """What an incident says that runbooks may answer; the latest that was attached counts first."""
    attached = [(event.runbook, f"attached: {event.reason}" if event.reason else "attached") for event in it.runbooks]
    alerts = [event.name for event in it.signals if event.kind in ("", _ALERT)]
    names = tuple(dict.fromkeys([*alerts, *alerts_in(it.title)]))
    return Question(tuple(reversed(attached)), names, tuple(it.services), " ".join([it.title, *names, *it.tags]))


def panel_of(it: IncidentSnapshot, cards: Sequence[Card], roots: Mapping[str, str]) -> Panel | None:
    """The panel of an open incident; None where there is nothing to say."""
    question = question_of(it)
    ranked = suggest(question, cards, lambda: _title_fits(question, cards), roots)
    found = next((each for each in ranked if each.is_certain), None)
    absent = next((name for name, _ in question.explicit if not find_named(name, cards, roots)), "")
    further = [each for each in ranked if each is not found][:MOST_FURTHER]
    if not (found or absent or further):
        return None
    section = section_for(it.status)
    return Panel(found, section, steps_in(found, section), _pinned(it, found, cards, roots), absent, tuple(further))


def _title_fits(question: Question, cards: Sequence[Card]) -> dict[str, Fit]:
    """How well the titles of runbooks for the same services fit: which of many is named first, without their texts."""
    serving = [card for card in cards if set(card.services) & set(question.services)]
    return fits(question.text, {card.path: (f"{card.title} {card.id}", "") for card in serving})


def _pinned(it: IncidentSnapshot, found: Suggestion | None, cards: Sequence[Card], roots: Mapping[str, str]) -> str:
    """The content that was attached; empty where nobody noted it, or it is another runbook's."""
    for event in reversed(it.runbooks):
        place = find_named(event.runbook, cards, roots)
        if found and place and place.card.path == found.card.path:
            return event.blob
    return ""


def steps_in(found: Suggestion | None, section: Section) -> tuple[Stride, ...]:
    """The steps of a section, within the part that is meant; nothing without a runbook."""
    if found is None:
        return ()
    first, last = found.card.span(found.anchor)
    return tuple(step for step in found.card.steps if step.section is section and first <= step.line <= last)
