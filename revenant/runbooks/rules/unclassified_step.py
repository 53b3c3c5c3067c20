"""RB401: a step does not say what it can do to the world."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.document import Category, Step
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB401"
NAME = "unclassified-step"
LEVEL = Level.ERROR
SUMMARY = "A step has no category."

_SHORTEST = 3  # letters of a word that may be the beginning of a category
_CATEGORIES = [Category.INFO_ONLY.value, Category.SAFE_REVERSIBLE.value, Category.RISKY.value]


def check(subject: RunbookSubject) -> Iterator[Finding]:
    if not subject.is_native:
        return
    for step in subject.native_steps:
        if step.category == Category.UNCLASSIFIED:
            yield subject.at(step.line, "", f"{_name(step)} has no category", _hint(step))


def _name(step: Step) -> str:
    return f"step {step.id}" if step.id else f"the step {step.title!r}"


def _hint(step: Step) -> str:
    last = step.title.rpartition(" ")[2].upper().replace("-", "_").strip("()[]*`—–:")
    begun = [category for category in _CATEGORIES if len(last) > _SHORTEST and category.startswith(last)]
    near = begun or get_close_matches(last, _CATEGORIES, n=1, cutoff=0.7)
    return (
        f"did you mean {near[0]}?"
        if near
        else f"end its heading with ` — {_CATEGORIES[0]}`, {_CATEGORIES[1]} or {_CATEGORIES[2]}"
    )
