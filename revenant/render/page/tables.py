"""Tables as HTML: captions, headers with their scope, numbers that stand under each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from revenant.core.tables import Column, Series, Table, Tone, Value
from revenant.core.text import how_many, shorten
from revenant.render.page.drawings import small_line
from revenant.render.page.elements import Part, el
from revenant.render.values import for_people

LONGEST_TEXT = 400
_SHORT, _LONGEST_CAPTION = 24, 80  # texts up to this length stay on one line
_MARKS = {Tone.BAD: ("!!", "urgent: "), Tone.WARN: ("!", "attention: ")}


class Place(NamedTuple):
    """Where a table stands: an id nothing else has, what it is called if it has no title, and how many rows fit."""

    id: str
    title: str
    rows: int
    report: str


def table(it: Table, place: Place) -> list[Element]:
    """The table, what is left out of it, and its notes."""
    left_out = len(it.rows) - place.rows
    more = f"{how_many(left_out, 'row')} more: `revenant report {place.report} --csv` has all." if left_out > 0 else ""
    notes = [el("p", note, class_="note") for note in (more, *it.notes) if note]
    title = [el("p", it.title, class_="title")] if it.title else []
    return [_scrolled(it, place), *notes] if it.rows else [*title, *notes]


def _scrolled(it: Table, place: Place) -> Element:
    """A wide table scrolls by itself, so the keyboard must be able to reach it.

    Without a title of its own it stands below one that says the same: its caption is then only for those who listen.
    """
    seen = "unseen" if not it.title else "id" if len(it.title) <= _LONGEST_CAPTION else None
    caption = el("caption", it.title or place.title, id=f"{place.id}-caption", class_=seen)
    head = el("thead", el("tr", *(_header(column) for column in it.columns)))
    named = _naming(it.columns)
    rows = (
        _row(row, it.columns, named, it.tones[number] if number < len(it.tones) else Tone.PLAIN)
        for number, row in enumerate(it.rows[: place.rows])
    )
    whole = el("table", caption, head, el("tbody", *rows))
    return el("div", whole, class_="scroll", role="region", tabindex="0", aria_labelledby=f"{place.id}-caption")


def _header(column: Column) -> Element:
    title = column.title or el("span", column.key.replace("_", " "), class_="unseen")
    return el("th", title, scope="col", class_="num" if column.right else None)


def _naming(columns: Sequence[Column]) -> int:
    """The column that names the rows: the first that holds no numbers."""
    return next((number for number, column in enumerate(columns) if not column.right), 0)


def _row(row: Sequence[Value], columns: Sequence[Column], named: int, tone: Tone) -> Element:
    cells = [
        _cell(value, column, place == named) for place, (value, column) in enumerate(zip(row, columns, strict=True))
    ]
    if tone in _MARKS:
        mark, said = _MARKS[tone]
        cells[named].insert(0, el("b", mark, aria_hidden="true", class_="mark"))
        cells[named].insert(1, el("span", said, class_="unseen"))
        cells[named][1].tail, cells[named].text = cells[named].text, None
    return el("tr", *cells, class_=tone.value if tone not in (Tone.PLAIN, Tone.STRONG) else None)


def _cell(value: Value, column: Column, is_name: bool) -> Element:
    shown: Part = small_line(value) if isinstance(value, Series) else shorten(for_people(value), LONGEST_TEXT)
    style = "num" if column.right else "text" if column.wide else "id" if _is_short(shown) else None
    return el("th", shown, scope="row", class_=style) if is_name else el("td", shown, class_=style)


def _is_short(shown: Part) -> bool:
    """Whether a text is an id, a date or a name, which is not to be broken over lines."""
    return isinstance(shown, str) and len(shown) <= _SHORT and not shown.isalnum()
