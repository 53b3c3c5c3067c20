"""Finding action items: what CommonMark takes for a list item, under a heading that means action items.

The outline decides what is a list item, so code, comments, quotations and generated regions hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from revenant.core.frontmatter import front_rows
from revenant.core.outline import Heading, Outline, Text, read_outline
from revenant.postmortems.actions.item import ActionItem
from revenant.postmortems.actions.suffix import find_suffix
from revenant.postmortems.regions.markers import Layout, find_layout
from revenant.postmortems.sections import Section, sections_of

ROW = re.compile(
    r"(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+)\[(?P<mark>[ xX])\](?P<gap>[ \t]+)(?P<rest>.*)", re.S
)
ID = re.compile(r"\*\*(?P<id>[A-Z]+\d+)[.:]?\*\*[.:]?[ \t]+")
_BEGINS = re.compile(r"\[[ xX]\][ \t]+\S")
MAY_HOLD = re.compile(r"\[[ xX]\][ \t]")


def parse_actions(markdown: str, extra: Mapping[str, Section] | None = None) -> list[ActionItem]:
    """Every action item of a document; `extra` are the workspace's own words for sections, in lower case."""
    rows = [row.removesuffix("\r") for row in markdown.split("\n")]
    return [item for item in tasks_of(rows) if under_actions(item, extra)]


def tasks_of(rows: Sequence[str]) -> list[ActionItem]:
    """Every task of a document, its front matter cut off; without a parser where none can be."""
    if not any(map(MAY_HOLD.search, rows)):
        return []
    start = front_rows(rows) or 0
    outline = read_outline(rows[start:], start + 1)
    return list(find_tasks(outline, rows, find_layout(outline.blocks)))


def find_actions(
    outline: Outline, rows: Sequence[str], layout: Layout, extra: Mapping[str, Section] | None = None
) -> Iterator[ActionItem]:
    """Every action item of a document that has been taken apart; `rows` are all its lines."""
    return (item for item in find_tasks(outline, rows, layout) if under_actions(item, extra))


def under_actions(item: ActionItem, extra: Mapping[str, Section] | None = None) -> bool:
    """Whether one of the headings above it means action items."""
    return any(
        Section.ACTIONS in sections_of(heading, extra) if extra else _means_actions(heading) for heading in item.under
    )


@lru_cache(maxsize=1024)
def _means_actions(heading: str) -> bool:
    """Whether our own words call it action items: asked for thousands of items under the same few headings."""
    return Section.ACTIONS in sections_of(heading)


def find_tasks(outline: Outline, rows: Sequence[str], layout: Layout) -> Iterator[ActionItem]:
    """Every task of a document, whatever it stands under."""
    above: list[Heading] = []
    waiting = list(reversed(outline.headings))
    for text in outline.texts:
        while waiting and waiting[-1].line <= text.line:
            heading = waiting.pop()
            above = [*(each for each in above if each.level < heading.level), heading]
        if text.item and not text.quoted and not layout.holds(text.line) and _BEGINS.match(text.text):
            under = tuple(each.text for each in above if not _is_title(each, outline.headings))
            yield from _item(text, rows, under)


def _is_title(heading: Heading, headings: Sequence[Heading]) -> bool:
    return heading is headings[0] and heading.level == 1


def _item(text: Text, rows: Sequence[str], under: tuple[str, ...]) -> Iterator[ActionItem]:
    end = text.line + text.text.count("\n")
    found = ROW.fullmatch(rows[text.line - 1])
    if found is None:
        return
    said = " ".join([found["rest"].rstrip(), *(row.strip() for row in rows[text.line : end])])
    yield read_item(said, text.line, done=found["mark"] != " ")._replace(end=end, under=under)


def read_item(said: str, line: int = 0, *, done: bool = False) -> ActionItem:
    """What the words behind the box say."""
    named = ID.match(said)
    words = said[named.end() :] if named else said
    suffix = find_suffix(words)
    text = words[: suffix.start].strip() if suffix else words.strip()
    return ActionItem(line, named["id"] if named else "", text, done, suffix.fields if suffix else {}, line)
