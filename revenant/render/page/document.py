"""The page itself: head, contents, one section a report, each chart with its table."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from xml.etree.ElementTree import Element

from revenant import __version__
from revenant.core.tables import Block, Chart, Facts, Heading, Note, Table, table_in
from revenant.core.text import lines
from revenant.render.page.drawings import drawing
from revenant.render.page.elements import el, html, raw_style
from revenant.render.page.tables import LONGEST_TEXT, Place, table
from revenant.render.values import for_people
from revenant.reports.together import Chapter, Together

TITLE = "Incident reports"
FEW_ROWS, MANY_ROWS = 8, 25  # a chart's table is folded above the first, any other above the second
_MOST_ROWS, _LEAST_ROWS, _ROOM = 100, 10, 500_000
_CELL = 28  # characters of markup around a cell
_READING = (
    "A figure stands beside the number of incidents it is made of (n); where these are too few for it, a dash or the "
    "n it would need stands in its place. Intervals are those of 95 % confidence unless a column says otherwise. Times "
    "are UTC."
)


def render_page(found: Together, organisation: str, now: datetime) -> str:
    """All reports as one HTML document, the same bytes for the same reports at the same time."""
    title = f"{TITLE}: {organisation}" if organisation else TITLE
    page = el("html", _head(title), _body(found, title, now), lang="en")
    return f"<!doctype html>\n{html(page)}\n"


def _head(title: str) -> Element:
    css = files("revenant.render.page").joinpath("style.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="generator", content=f"revenant {__version__}"),
        el("title", title),
        el("link", rel="icon", href="data:,"),
        raw_style(css),
    )


def _body(found: Together, title: str, now: datetime) -> Element:
    rows = _rows_that_fit(found.chapters)
    sections = [_section(chapter, rows, found.about) for chapter in found.chapters]
    return el(
        "body",
        el("a", "Skip to the reports", href="#reports", class_="skip"),
        el("header", el("h1", title), el("p", f"As of {now:%Y-%m-%d %H:%M} UTC", class_="soft")),
        _contents(found.chapters),
        el("main", _about(found.about), *sections, id="reports", tabindex="-1"),
        el("footer", el("p", f"Made by revenant {__version__}. This page loads nothing and runs nothing.")),
    )


def _contents(chapters: Sequence[Chapter]) -> Element:
    entries = (
        el("li", el("a", each.title, href=f"#{each.name}"), " (nothing to report)" if each.is_empty else None)
        for each in chapters
    )
    first = el("li", el("a", "Whom these reports count", href="#about"))
    return el("nav", el("h2", "Contents", id="contents"), el("ol", first, *entries), aria_labelledby="contents")


def _about(about: Facts) -> Element:
    heading = el("h2", "Whom these reports count", id="about-heading")
    return el("section", heading, _facts(about), el("p", _READING), id="about", aria_labelledby="about-heading")


def _section(chapter: Chapter, rows: int, about: Facts) -> Element:
    """One report: what it is about, whom it counts, what it says."""
    heading = el("h2", chapter.title, id=f"{chapter.name}-heading")
    lead = el("p", chapter.summary, class_="lead")
    counted = _reminder(about)
    body = [el("p", f"Not told: {chapter.refused}.")] if chapter.refused else list(_blocks(chapter, rows))
    nothing = [el("p", "Nothing to report.")] if not body else []
    parts = [heading, lead, counted, *body, *nothing]
    return el("section", *parts, id=chapter.name, aria_labelledby=f"{chapter.name}-heading")


def _reminder(about: Facts) -> Element:
    """Whom the report counts and from which commit, for who reads or prints it alone; the rest is a step away."""
    ends = [fact.value for fact in (*about.rows[:1], *about.rows[1:][-1:])]
    return el("p", f"{' · '.join(ends)} · ", el("a", "whom it counts", href="#about"), class_="note whom")


def _blocks(chapter: Chapter, rows: int) -> Iterator[Element]:
    for number, block in enumerate(chapter.blocks):
        yield from _block(block, Place(f"{chapter.name}-{number}", chapter.title, rows, chapter.name))


def _block(block: Block, place: Place) -> Iterator[Element]:
    match block:
        case Heading():
            yield el("h3", block.text)
        case Note():
            yield from (el("p", line) for line in lines(block.text) if line)
        case Facts():
            yield _facts(block)
        case Table():
            yield from _folded(block, place) if len(block.rows) > MANY_ROWS else table(block, place)
        case Chart():
            yield from _chart(block, place)


def _folded(it: Table, place: Place) -> Iterator[Element]:
    """A long list, of which most readers want to know only that there is one; paper has it all the same."""
    shown = min(len(it.rows), place.rows)
    of = f"{shown} of {len(it.rows):,} rows" if shown < len(it.rows) else f"{shown} rows"
    title = it.title or place.title
    yield el("p", title, class_="title")
    yield el("details", el("summary", of), *table(it._replace(title=""), place._replace(title=title)))


def _facts(block: Facts) -> Element:
    return el("dl", *(part for fact in block.rows for part in (el("dt", fact.label), el("dd", fact.value))))


def _chart(chart: Chart, place: Place) -> Iterator[Element]:
    """The drawing with its table below; one of many rows is folded until somebody wants it, or prints."""
    title = chart.table.title or place.title
    drawn = drawing(chart, title, place.id)
    if drawn is None:
        yield from ([el("p", chart.summary)] if chart.summary else [])
        yield from table(chart.table, place)
        return
    body = table(chart.table._replace(title=""), place._replace(title=title))
    said = el("span", chart.summary) if chart.summary else None
    frame = el("div", drawn, class_="scroll", role="group", tabindex="0", aria_label=title)
    yield el("figure", el("figcaption", title, said), frame)
    yield from body if len(chart.table.rows) <= FEW_ROWS else [el("details", el("summary", "The figures"), *body)]


def _rows_that_fit(chapters: Sequence[Chapter]) -> int:
    """How many rows a table may show, so that all of them stay within the room of a page."""
    sizes = [
        [sum(_CELL + min(len(for_people(value)), LONGEST_TEXT) for value in row) for row in it.rows[:_MOST_ROWS]]
        for chapter in chapters
        for block in chapter.blocks
        if (it := table_in(block)) is not None
    ]
    most = _MOST_ROWS
    while most > _LEAST_ROWS and sum(sum(rows[:most]) for rows in sizes) > _ROOM:
        most -= _LEAST_ROWS
    return most
