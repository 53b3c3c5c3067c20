"""A log at one moment, line by line, and what one moment has lost or gained against another.

What a parent has and the commit has not is a loss; what no parent has is a gain, and its author's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from revenant.incidents.events import AnyEvent
from revenant.incidents.log import HEADER_LINES
from revenant.incidents.redaction import is_redacted, is_tombstone_of

Parse = Callable[[str], AnyEvent | None]
_HEADER = re.compile(r"schema:|id:|events:")
_ID = re.compile(r"[0-9a-z]{8}")


class Row(NamedTuple):
    """A line, and the event it holds; None where it is none."""

    number: int
    text: str
    event: AnyEvent | None


class Text:
    """A log at one moment: its lines without their ends, read as events only where somebody asks."""

    def __init__(self, content: str, parse: Parse) -> None:
        self.content = content
        self._parse = parse

    @cached_property
    def rows(self) -> list[str]:
        return _rows(self.content)

    def continues(self, other: Text) -> bool:
        """Whether it is the other with nothing but lines added at the end."""
        return other.content.endswith("\n") and self.content.startswith(other.content)

    def take_over(self, other: Text) -> None:
        """Share the lines of a text that this one continues: a long log is not split again for each event."""
        if self.continues(other):
            self.rows = [*other.rows, *_rows(self.content[len(other.content) :])]

    def row(self, number: int) -> Row:
        text = self.rows[number - 1]
        return Row(number, text, self._parse(text) if text.startswith("-") else None)

    def of_id(self, event_id: str) -> list[Row]:
        """Every line that holds an event of this id."""
        if not _ID.fullmatch(event_id):
            return []
        aim = f"target: {event_id}"  # a correction of that event has another id; a thousand of them are not parsed
        rows = ((number, text) for number, text in enumerate(self.rows, start=1) if event_id in text)
        near = (self.row(number) for number, text in rows if event_id in text.replace(aim, ""))
        return [row for row in near if row.event is not None and row.event.id == event_id]

    def events(self) -> list[AnyEvent]:
        """All of them."""
        rows = map(self.row, range(1, len(self.rows) + 1))
        return [row.event for row in rows if row.event is not None]


def _rows(content: str) -> list[str]:
    rows = [row.rstrip("\r") for row in content.split("\n")]
    return rows if rows[-1] else rows[:-1]


def losses(old: Text, new: Text, *, whole: bool = True) -> list[Row]:
    """Lines of `old` that `new` lacks. Where `whole`, a line that is no event may be mended or taken away."""
    if new.continues(old):
        return []
    kept = frozenset(new.rows)
    gone = [old.row(number) for number, text in enumerate(old.rows, start=1) if text not in kept]
    if not whole:
        return [row for row in gone if row.text.startswith("- ")]
    return [*_lost_header(old, new), *(row for row in gone if row.event is not None)]


def _lost_header(old: Text, new: Text) -> list[Row]:
    """Lines of the header that do not stand where they stood; an event in their place would not be read."""
    places = zip(range(1, HEADER_LINES + 1), old.rows, [*new.rows, "", "", ""], strict=False)
    return [Row(number, was, None) for number, was, now in places if was != now and _HEADER.match(was)]


def gains(olds: Sequence[Text], new: Text) -> tuple[list[Row], list[Row]]:
    """Lines of `new` that none of `olds` has, and those that some of them has not; without blanks and comments.

    A tombstone in the place of its event is no gain.
    """
    if len(olds) == 1 and new.continues(olds[0]):
        start, known = len(olds[0].rows), olds[0].rows
        added = _counting(new, range(start + 1, len(new.rows) + 1), known)
        return added, added
    sets = [frozenset(old.rows) for old in olds]
    joined = _counting(new, range(1, len(new.rows) + 1), frozenset.intersection(*sets))
    anywhere = frozenset.union(*sets)
    added = [row for row in joined if row.text not in anywhere and not _replaces(row, olds, new)]
    return added, joined


def _counting(new: Text, numbers: Iterable[int], known: Collection[str]) -> list[Row]:
    fresh = ((number, new.rows[number - 1]) for number in numbers if new.rows[number - 1] not in known)
    return [new.row(number) for number, text in fresh if _counts(number, text)]


def _replaces(row: Row, olds: Sequence[Text], new: Text) -> bool:
    """Whether it is the tombstone of an event that does not stand beside it."""
    if row.event is None or not is_redacted(row.event):
        return False
    olds_of_id = [each for old in olds for each in old.of_id(row.event.id)]
    return any(
        each.event is not None and is_tombstone_of(row.event, each.event) and each.text not in new.rows
        for each in olds_of_id
    )


def _counts(number: int, text: str) -> bool:
    bare = text.strip()
    return bool(bare) and not bare.startswith("#") and not (number <= HEADER_LINES and _HEADER.match(text))
