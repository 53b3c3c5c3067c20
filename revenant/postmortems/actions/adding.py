"""Adding an action item: the next id, and the place in the document where it belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revenant.core.frontmatter import front_rows
from revenant.core.outline import Outline, read_outline
from revenant.postmortems.actions.item import ActionItem
from revenant.postmortems.actions.parsing import read_item, tasks_of, under_actions
from revenant.postmortems.errors import ActionLineError
from revenant.postmortems.sections import Section, sections_of

_NUMBERED = re.compile(r"A(\d+)")


class Addition(NamedTuple):
    """The lines that come after the first `after` lines of a document, and the item that is among them."""

    after: int
    rows: tuple[str, ...]
    item: ActionItem
    begins_section: bool = False


def next_id(tasks: Sequence[ActionItem]) -> str:
    """One more than the greatest number that is taken, so that an id that was removed is not used again by chance."""
    taken = [int(found[1]) for item in tasks if (found := _NUMBERED.fullmatch(item.id))]
    return f"A{max(taken, default=0) + 1}"


def new_row(item_id: str, text: str, fields: Mapping[str, str]) -> str:
    """The line of a new item."""
    suffix = "; ".join(f"{key}: {value}" for key, value in fields.items() if value)
    return f"- [ ] **{item_id}** {text}" + (f" ({suffix})" if suffix else "")


def add_item(
    rows: Sequence[str], text: str, fields: Mapping[str, str], extra: Mapping[str, Section], heading: str, place: str
) -> Addition:
    """Where a new item goes: after the last one of its section, a blank line between, so that branches merge.

    In a section without items it goes below the heading's text; without a section it begins one, called `heading`,
    at the end.

    Raises:
        ActionLineError: there it would not be read back as an action item.
    """
    tasks = tasks_of(rows)
    row = new_row(next_id(tasks), text, fields)
    after, begins = _place(rows, tasks, extra)
    new = [f"## {heading}", "", row] if begins else [row]
    if after and rows[after - 1].strip():
        new.insert(0, "")
    if after < len(rows) and rows[after].strip():
        new.append("")
    added = Addition(after, tuple(new), _read(row, after + new.index(row) + 1), begins)
    said = {key: value for key, value in fields.items() if value}
    _require_readable(rows, tasks, added, extra, place, is_said=(added.item.text, added.item.fields) == (text, said))
    return added


def _read(row: str, line: int) -> ActionItem:
    return read_item(row.removeprefix("- [ ] "), line)


def _place(rows: Sequence[str], tasks: Sequence[ActionItem], extra: Mapping[str, Section]) -> tuple[int, bool]:
    """After which line, and whether a section must be begun there."""
    last = next((item for item in reversed(tasks) if under_actions(item, extra)), None)
    if last is not None:
        return _end_of_item(rows, last.end), False
    outline, _ = _outline(rows)
    headings = outline.headings
    for number, heading in enumerate(headings):
        title = number == 0 and heading.level == 1
        if not title and Section.ACTIONS in sections_of(heading.text, extra):
            follows = [each.line for each in headings[number + 1 :]]
            return _last_text(rows, follows[0] - 1 if follows else len(rows)), False
    return _last_text(rows, len(rows)), True


def _end_of_item(rows: Sequence[str], line: int) -> int:
    """The last line of what is indented below an item."""
    end = line
    for number in range(line, len(rows)):
        if rows[number].strip() and not rows[number].startswith(("  ", "\t")):
            break
        end = number + 1 if rows[number].strip() else end
    return end


def _last_text(rows: Sequence[str], end: int) -> int:
    while end and not rows[end - 1].strip():
        end -= 1
    return end


def _outline(rows: Sequence[str]) -> tuple[Outline, int]:
    start = front_rows(rows) or 0
    return read_outline(rows[start:], start + 1), start


def _require_readable(
    rows: Sequence[str],
    before: Sequence[ActionItem],
    added: Addition,
    extra: Mapping[str, Section],
    place: str,
    *,
    is_said: bool,
) -> None:
    """Make sure that all other items stay, and that this one is read as what it is, in its section."""
    after = tasks_of([*rows[: added.after], *added.rows, *rows[added.after :]])
    size = len(added.rows)
    moved = [each if each.line <= added.after else _shifted(each, size) for each in before]
    new = [item for item in after if item.line == added.item.line]
    others = [item for item in after if item.line != added.item.line]
    is_new = len(new) == 1 and new[0]._replace(under=()) == added.item and under_actions(new[0], extra)
    if others != moved or not is_new or not is_said:
        hint = f"put it there by hand: {added.rows[-1] or added.rows[-2]}"
        raise ActionLineError(place, "the new line would not be read back as an action item", hint)


def _shifted(item: ActionItem, by: int) -> ActionItem:
    return item._replace(line=item.line + by, end=item.end + by)
