"""How the steps went, as a file says it: the same answers that a terminal would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from revenant.runbooks.errors import OutcomesError
from revenant.runbooks.walk.walk import Answer, Card, Outcome

Word = Literal["done", "failed", "skipped", "stopped"]


class Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of one step. `confirm` repeats the id of a step that is RISKY or UNCLASSIFIED."""

    outcome: Word
    observed: str = ""
    confirm: str = ""


class Outcomes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file: values for inputs, and each step's outcome by its id."""

    inputs: dict[str, str | int | float] = {}
    steps: dict[str, Said | Word] = {}
    note: str = ""


def answers(said: Outcomes, cards: Sequence[Card], already: frozenset[str] = frozenset()) -> dict[str, Answer]:
    """An answer for each step the file names, by its id; `already` are steps that are recorded.

    Raises:
        OutcomesError: a step is not there, is recorded already, or is risky and not confirmed.
    """
    known = {card.id: card for card in cards}
    found = {step: _answer(value) for step, value in said.steps.items()}
    complaints = []
    for step, answer in found.items():
        if step not in known:
            complaints.append(f"there is no step {step} in this walk: {', '.join(known)}")
        elif step in already:
            complaints.append(f"{step} is recorded already; --again walks it anew")
        elif not is_confirmed(known[step], answer):
            complaints.append(f"{step} is {known[step].category}: it needs `confirm: {step}`")
    if complaints:
        raise OutcomesError(complaints)
    return found


def is_confirmed(card: Card, answer: Answer) -> bool:
    """Whether a step that is risky was confirmed by its id, or not taken."""
    return not card.category.is_risky or not answer.outcome.is_taken or answer.confirm == card.id


def _answer(said: Said | str) -> Answer:
    if isinstance(said, str):
        return Answer(Outcome(said))
    return Answer(Outcome(said.outcome), said.observed, said.confirm)
