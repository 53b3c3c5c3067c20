"""Changing one action item: one line of its document is written anew, and read back before anybody writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revenant.core.text import UNSAFE
from revenant.errors import EmptyTextError, TooLongError
from revenant.postmortems.actions.item import ActionItem
from revenant.postmortems.actions.parsing import ID, ROW, tasks_of
from revenant.postmortems.actions.suffix import find_suffix, with_fields
from revenant.postmortems.errors import ActionLineError, ActionValueError

MAX_TEXT = 2000
_ENDS = frozenset(";()")
_MARKERS = ("<<<<<<< ", ">>>>>>> ")


class Edit(NamedTuple):
    """What is to become of an item: None leaves a thing as it is; a field of None is taken out."""

    done: bool | None = None
    text: str | None = None
    fields: Mapping[str, str | None] = {}


def checked(field: str, value: str) -> str:
    """A value that a suffix can hold.

    Raises:
        TooLongError.
        ActionValueError: it would end before its end.
    """
    value = value.strip()
    if len(value) > MAX_TEXT:
        raise TooLongError(field, len(value), MAX_TEXT)
    if UNSAFE.search(value) or _ENDS.intersection(value):
        raise ActionValueError(field, value)
    return value


def checked_text(text: str) -> str:
    """What is to be done, on one line.

    Raises:
        EmptyTextError, TooLongError, ActionValueError.
    """
    text = text.strip()
    if not text:
        raise EmptyTextError("text")
    if len(text) > MAX_TEXT:
        raise TooLongError("text", len(text), MAX_TEXT)
    if UNSAFE.search(text):
        raise ActionValueError("text", text, "")
    return text


def edit_rows(rows: Sequence[str], item: ActionItem, edit: Edit, place: str) -> str:
    """The line of `item` as it is to be; `rows` are all lines of the document, without their ends.

    Raises:
        ActionLineError: it stands in a conflict, spans lines, or would not be read back as what is wanted.
    """
    require_free(rows, item, place)
    new = _edited(rows[item.line - 1], edit)
    before = tasks_of(rows)
    after = tasks_of([*rows[: item.line - 1], new, *rows[item.line :]])
    if after != [wanted(each, edit) if each.line == item.line else each for each in before]:
        raise ActionLineError(place, "the line would not be read back as what is wanted", f"write it by hand: {new}")
    return new


def wanted(item: ActionItem, edit: Edit) -> ActionItem:
    """The item as it is to be."""
    fields = {key: value for key, value in item.fields.items() if key not in edit.fields}
    fields |= {key: value for key, value in edit.fields.items() if value is not None}
    done = item.done if edit.done is None else edit.done
    return item._replace(done=done, text=item.text if edit.text is None else edit.text, fields=fields)


def require_free(rows: Sequence[str], item: ActionItem, place: str) -> None:
    """Make sure that the item is one line, and that two branches do not disagree about it.

    Raises:
        ActionLineError: otherwise.
    """
    if in_conflict(rows, item.line):
        raise ActionLineError(place, "it stands in a merge conflict", "settle the conflict in the file first")
    if item.end > item.line:
        why = f"it goes on to line {item.end}, and commands change one line"
        raise ActionLineError(place, why, "write the item on one line first")


def in_conflict(rows: Sequence[str], line: int) -> bool:
    """Whether a line stands between the marks that git puts around a conflict."""
    before = [row[:8] for row in rows[:line] if row.startswith(_MARKERS)]
    return bool(before) and before[-1] == _MARKERS[0] and any(row.startswith(_MARKERS[1]) for row in rows[line - 1 :])


def _edited(row: str, edit: Edit) -> str:
    found = ROW.fullmatch(row)
    if found is None:
        return row
    mark = found["mark"] if edit.done is None or edit.done == (found["mark"] != " ") else " x"[edit.done]
    rest = with_fields(_reworded(found["rest"], edit.text), edit.fields)
    return f"{found['lead']}[{mark}]{found['gap']}{rest}"


def _reworded(rest: str, text: str | None) -> str:
    if text is None:
        return rest
    named = ID.match(rest)
    start = named.end() if named else 0
    suffix = find_suffix(rest[start:])
    stop = start + (suffix.start if suffix else len(rest) - start)
    tail = rest[start:stop][len(rest[start:stop].rstrip()) :] + rest[stop:]
    return rest[:start] + text + tail
