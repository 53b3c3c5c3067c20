"""The walk over a runbook's steps: what is shown, what may be answered, where it goes on. Nothing is ever executed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from revenant.incidents.events import IncidentAction
from revenant.runbooks.commands.variables import assigned
from revenant.runbooks.document import Category, Runbook, Section, Step
from revenant.runbooks.errors import NoStepsError, UnknownStepError
from revenant.runbooks.practice.entries import FAILED, PASSED, STOPPED
from revenant.runbooks.steps import LABELS, commands
from revenant.runbooks.walk.inputs import fill_command, fill_text, unknown_variables

SIMULATED = "Demo only / simulated"
_STEP_ID = re.compile(r"\b[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})?\b")


class Outcome(StrEnum):
    """How a step went. STOPPED: not taken, and the walk ends there."""

    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    STOPPED = "stopped"

    @property
    def is_taken(self) -> bool:
        """Whether the step's action was taken, for which a risky one needs its confirmation."""
        return self in (Outcome.DONE, Outcome.FAILED)


class Card(NamedTuple):
    """A step as it is shown: its variables filled in. `unknown` are variables without a value.

    A label may stand twice, as a second `If not` does.
    """

    id: str
    title: str
    category: Category
    section: Section | None
    commands: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the record holds of it: the commands, or what is to be done where there are none."""
        return "\n".join(self.commands) or self.title

    def label(self, name: str) -> str:
        """What all labels of this name say; empty where none does."""
        return "; ".join(text for known, text in self.labels if known.casefold() == name.casefold())


class Answer(NamedTuple):
    """What somebody said of a step. `confirm` is the id typed for a risky one."""

    outcome: Outcome
    observed: str = ""
    confirm: str = ""


class Taken(NamedTuple):
    """A step that was answered."""

    card: Card
    answer: Answer


class Walk(NamedTuple):
    """How far a walk has come: the steps, the one it stands before, and what was said of those before."""

    cards: tuple[Card, ...]
    at: int = 0
    taken: tuple[Taken, ...] = ()

    @property
    def current(self) -> Card | None:
        """The step to be asked about; None when the walk is over."""
        is_over = self.at >= len(self.cards) or (self.taken and self.taken[-1].answer.outcome is Outcome.STOPPED)
        return None if is_over else self.cards[self.at]

    def answered(self, answer: Answer) -> Walk:
        """One step further."""
        return self._replace(at=self.at + 1, taken=(*self.taken, Taken(self.cards[self.at], answer)))

    def passed_over(self) -> Walk:
        """The same, past a step that needs no answer."""
        return self._replace(at=self.at + 1)

    def going_to(self, step: str) -> Walk:
        """The same, before another step."""
        return self._replace(at=next(at for at, card in enumerate(self.cards) if card.id == step))

    @property
    def suggestion(self) -> str:
        """The step that `If not` of a failed one names, where it is another of this walk; else empty."""
        if not self.taken or self.taken[-1].answer.outcome is not Outcome.FAILED:
            return ""
        card = self.taken[-1].card
        ids = {each.id for each in self.cards} - {card.id}
        return next((word for word in _STEP_ID.findall(card.label("If not")) if word in ids), "")

    @property
    def failed(self) -> list[str]:
        """Ids of the steps that failed."""
        return [each.card.id for each in self.taken if each.answer.outcome is Outcome.FAILED]

    @property
    def outcome(self) -> str:
        """What a drill of it comes to. One that was left before its end, or in which nothing was done, is stopped."""
        if self.failed:
            return FAILED
        is_whole = self.current is None and any(each.answer.outcome is Outcome.DONE for each in self.taken)
        return PASSED if is_whole and self.taken[-1].answer.outcome is not Outcome.STOPPED else STOPPED


def plan(
    runbook: Runbook, values: Mapping[str, str], *, section: Section | None = None, first: str = ""
) -> tuple[Card, ...]:
    """The steps to walk, of all or of one section, from the step `first` on.

    Raises:
        NoStepsError, UnknownStepError.
    """
    cards = tuple(_cards(runbook, values))
    chosen = tuple(card for card in cards if section is None or card.section is section)
    if not chosen:
        raise NoStepsError(runbook.id, f" in {section}" if section else "")
    ids = [card.id for card in chosen]
    if first and first.upper() not in ids:
        raise UnknownStepError(first, ids)
    return chosen[ids.index(first.upper()) :] if first else chosen


def _cards(runbook: Runbook, values: Mapping[str, str]) -> Iterator[Card]:
    rows = (row for step in runbook.steps for fence in step.fences for row in commands(fence))
    known = {*values, *(name for row in rows for name in assigned(row))}
    seen: set[str] = set()
    for number, step in enumerate(runbook.steps, start=1):
        own = step.id or f"S{number}"
        step_id = own if own not in seen else f"{own}-{number}"
        seen.add(step_id)
        yield _card(step, step_id, values, known)


def _card(step: Step, step_id: str, values: Mapping[str, str], variables: Collection[str]) -> Card:
    rows = [row for fence in step.fences for row in commands(fence)]
    shown = [label for name in LABELS for label in step.labels if label.name.casefold() == name.casefold()]
    told = [*rows, *(part for label in shown for part in label.text.split("`")[1::2])]
    return Card(
        id=step_id,
        title=fill_text(step.title, values),
        category=step.category,
        section=step.section,
        commands=tuple(fill_command(row, values) for row in rows),
        labels=tuple((label.name, fill_text(label.text, values)) for label in shown),
        unknown=tuple(unknown_variables(told, variables)),
        words=tuple(fill_text(text, values) for text in step.words),
    )


def recorded_before(runbook: Runbook, blob: str, actions: Iterable[IncidentAction]) -> dict[str, IncidentAction]:
    """The steps an incident's record says were answered, by id; a step that has changed since counts no more.

    A step is what it was if the runbook is, or if it would read the same with the values recorded then.
    """
    found: dict[str, IncidentAction] = {}
    for action in actions:
        if action.runbook == runbook.id and action.step and action.outcome != Outcome.STOPPED:
            found[action.step] = action
    return {
        step: action for step, action in found.items() if action.blob == blob or _reads_the_same(runbook, step, action)
    }


def _reads_the_same(runbook: Runbook, step: str, action: IncidentAction) -> bool:
    cards = {card.id: card for card in _cards(runbook, action.inputs)}
    card = cards.get(step)
    then = (action.title, action.category, action.text)
    return card is not None and (card.title, card.category.value, card.text) == then


def values_before(runbook: Runbook, actions: Iterable[IncidentAction]) -> dict[str, str]:
    """Values given on earlier steps of this runbook in the incident; the latest count."""
    return {name: value for each in actions if each.runbook == runbook.id for name, value in each.inputs.items()}
