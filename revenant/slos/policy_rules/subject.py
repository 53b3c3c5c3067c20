"""What the rules about the budget policy look at: a file of slos/, and what is owed for its objectives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revenant.slos.policing.duties import Duty, State


class Owing(NamedTuple):
    """A duty, and the words for what it is about and why it is one."""

    duty: Duty
    about: str
    why: str


class PolicySubject(NamedTuple):
    """One file. `top` is the word for the top priority here."""

    path: str
    rows: Sequence[str]
    owing: Sequence[Owing]
    top: str = "P0"

    def lacking(self, *, of_class: bool) -> list[Owing]:
        """What is owed and not done, after single incidents or after classes."""
        return [
            each
            for each in self.owing
            if each.duty.state is State.LACKING and each.duty.cost.group.is_class == of_class
        ]
