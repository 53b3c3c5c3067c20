"""AU008: an event was added under the id of another, which may put it in that one's place."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import LogGain
from revenant.incidents.lines import Row
from revenant.incidents.redaction import is_tombstone_of
from revenant.linting.engine import Finding

CODE = "AU008"
NAME = "reused-id"
LEVEL = Level.ERROR
SUMMARY = "An event was added under the id of another."

_HINT = "of two events with one id only one counts; give the new event an id of its own"


def check(subject: LogGain) -> Iterator[Finding]:
    for row in subject.joined:
        is_new = row in subject.added
        others = [other for other in _of_same_id(subject, row) if not _is_same(row, other, is_new=is_new)]
        if others and row.event:
            yield Finding(row.number, 4, f"adds an event with the id {row.event.id} of line {others[0].number}", _HINT)


def _of_same_id(subject: LogGain, row: Row) -> list[Row]:
    return subject.result.of_id(row.event.id) if row.event else []


def _is_same(row: Row, other: Row, *, is_new: bool) -> bool:
    """Whether they say the same, or a merge has kept an event beside its own redaction."""
    one, two = row.event, other.event
    if one is None or two is None:
        return False
    return one == two or (not is_new and (is_tombstone_of(one, two) or is_tombstone_of(two, one)))
