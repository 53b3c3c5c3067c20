"""What a report says where there is nothing: one line for all of it, and a reason below each table without rows."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.core.tables import Block, Chart, Note, Table, table_in
from revenant.reports.population import Population
from revenant.reports.question import Form
from revenant.reports.wording import NO_INCIDENTS

_NOTHING = "Nothing to report: "
_NOT_RECORDED = "Nothing of this is recorded."


def nothing(why: str) -> Note:
    """The line of a report that has nothing to say, and why."""
    return Note(f"{_NOTHING}{why}.")


def is_nothing(block: Block) -> bool:
    """Whether it is that line."""
    return isinstance(block, Note) and block.text.startswith(_NOTHING)


def explained(blocks: Sequence[Block], form: Form, found: Population) -> list[Block]:
    """The blocks of a report of that form with the reasons that it did not give itself."""
    has_subject = bool(found.counted) or form.of_changes
    why = _NOT_RECORDED if has_subject else NO_INCIDENTS
    told = [_explained(block, why) for block in blocks]
    if has_subject or any(map(is_nothing, blocks)):
        return told
    return [nothing("no incident is counted"), *told]


def has_nothing(blocks: Sequence[Block]) -> bool:
    """Whether these say that there is nothing, or hold no figures at all."""
    return any(map(is_nothing, blocks)) or not any(table.rows for block in blocks if (table := table_in(block)))


def _explained(block: Block, why: str) -> Block:
    """A table without rows says why; what a drawing would have shown is said of no drawing."""
    match block:
        case Table(rows=[], notes=notes):
            return block._replace(notes=notes or [why])
        case Chart(table=Table(rows=[]) as table):
            return block._replace(table=table._replace(notes=table.notes or [why]), summary="")
        case _:
            return block
