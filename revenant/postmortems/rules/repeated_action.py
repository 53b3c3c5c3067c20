"""AI008: two action items of a postmortem have one id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from revenant.core.problems import Fix, Level, Splice
from revenant.linting.engine import Finding
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI008", "repeated-action", Level.ERROR
SUMMARY = "Two action items have one id, so commands cannot tell them apart."


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """The first keeps the id; --fix gives the others the next that is free."""
    first: dict[str, ActionItem] = {}
    taken = {item.id.upper() for item in subject.actions}
    level = None if subject.postmortem.is_native else Level.WARNING
    for item in subject.actions:
        known = first.setdefault(item.id.upper(), item)
        if item.id and known is not item:
            free = _free(item.id, taken)
            taken.add(free)
            message = f"{item.id} is the id of the action item in line {known.line} too"
            yield subject.at(item.line, item.id, message, f"call it {free}", level, _renamed(subject, item, free))


def _free(taken_id: str, taken: Collection[str]) -> str:
    letters = re.sub(r"\d+$", "", taken_id)
    number = 1
    while f"{letters}{number}".upper() in taken:
        number += 1
    return f"{letters}{number}"


def _renamed(subject: PostmortemSubject, item: ActionItem, free: str) -> Fix:
    row = subject.rows[item.line - 1].replace(f"**{item.id}", f"**{free}", 1)
    return Fix((Splice(item.line, item.line, (row,)),), asked=True)
