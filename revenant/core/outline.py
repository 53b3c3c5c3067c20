"""A Markdown file as an outline: headings, code, list items, paragraphs and links, each with its line.

The one owner of markdown-it-py (CommonMark). Blocks are parsed always, their inside only where it may hold a
link or a heading's words: that is 0.6 of a whole parse. Nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_INLINE = re.compile(r"[\[<]")
_MARKUP = re.compile(r"[\\`*_\[<&]")
_CODE = "\0"  # stands for a code span while labels are sought
_UNDEFINED = re.compile(rf"(?<![\w)\]\"'{_CODE}])\[([^\[\]]+)\]\[([^\[\]{_CODE}]*)\]")
_KEY = re.compile(r"""["':*@]|\d+$""")  # begins a key, a slice or an index, as in ["payload"]["class"] or [0][1]
_BOLD = re.compile(r"^(?:\*\*|__)([^*_].*?)(?:\*\*|__)\s*:?\s*$")
_OPENS = re.compile(r"\s*(```|~~~)")
_ATX = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
PSEUDO = 7  # the level of a paragraph in bold that stands for a heading: deeper than any heading


class Heading(NamedTuple):
    """A heading, or a bold paragraph that stands for one (level 7). `text` is without markup."""

    level: int
    text: str
    line: int


class Fence(NamedTuple):
    """A code block. `line` is that of its fence or first row, `first` that of its first row, `end` of its last row."""

    language: str
    line: int
    first: int
    end: int
    rows: tuple[str, ...]


class Text(NamedTuple):
    """A paragraph as it is written, markup and all; `item` if it begins a list item."""

    text: str
    line: int
    item: bool


class Link(NamedTuple):
    """A link or an image. `target` is as CommonMark normalises it (percent-encoded)."""

    target: str
    line: int
    col: int
    is_image: bool = False


class Reference(NamedTuple):
    """`[text][label]` whose label is defined nowhere."""

    label: str
    line: int
    col: int


class Outline(NamedTuple):
    """The parts of a document in the order of the file."""

    headings: list[Heading]
    fences: list[Fence]
    texts: list[Text]
    links: list[Link]
    undefined: list[Reference]
    html: str  # all raw HTML, for the anchors it names


@cache
def _blocks() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (73 ms that only readers of Markdown need)

    return MarkdownIt("commonmark").disable(["inline", "text_join"])


def read_outline(rows: Sequence[str], first: int = 1) -> Outline:
    """The outline of `rows`, of which the first is line `first` of its file (front matter cut off before)."""
    found = Outline([], [], [], [], [], "")
    html: list[str] = []
    env: dict[str, Any] = {}
    item = False
    container = ""
    text = "\n".join(rows).replace("\r", " ")  # to CommonMark a lone CR ends a line, to whoever counts rows it does not
    for token in _blocks().parse(text, env):
        match token.type:
            case "inline":
                _take_inline(found, html, rows, first, token, env, container, item)
                item = False
            case "fence" | "code_block":
                found.fences.append(_fence(token, first))
            case "html_block":
                html.append(token.content)
            case "heading_open":
                container = token.tag
            case "paragraph_open":
                container = ""
            case "list_item_open":
                item = True
    return found._replace(html="\n".join(html))


def skim_headings(rows: Sequence[str], first: int = 1) -> list[Heading]:
    """Headings written with `#`, by a look at the lines alone: for what one file must know of all others.

    Fenced code is passed over; what else hides a heading (an HTML block, say) is not.
    """
    found: list[Heading] = []
    fence = ""
    for line, row in enumerate(rows, start=first):
        if fence:
            fence = "" if row.lstrip().startswith(fence) else fence
        elif opened := _OPENS.match(row):
            fence = opened[1]
        elif row.startswith("#") and (heading := _ATX.match(row)):
            found.append(Heading(len(heading[1]), heading[2].strip("*_` "), line))
    return found


def _fence(token: Token, first: int) -> Fence:
    start = (token.map or [0])[0]
    content = tuple(token.content.removesuffix("\n").split("\n")) if token.content else ()
    opening = start + first
    inner = opening + (token.type == "fence")
    words = token.info.split()
    return Fence(words[0].strip("{}.,").lower() if words else "", opening, inner, inner + len(content) - 1, content)


def _take_inline(
    found: Outline,
    html: list[str],
    rows: Sequence[str],
    first: int,
    token: Token,
    env: dict[str, Any],
    container: str,
    item: bool,
) -> None:
    start = (token.map or [0, 0])[0]
    content = token.content
    inner: list[Token] = []
    if _INLINE.search(content) or (container and _MARKUP.search(content)):
        _blocks().inline.parse(content, _blocks(), env, inner)
        for link in _links(inner, rows, start):
            found.links.append(link._replace(line=link.line + first))
        for reference in _undefined(inner, rows, start):
            found.undefined.append(reference._replace(line=reference.line + first))
        html += [each.content for each in inner if each.type == "html_inline"]
    line = start + first
    if container:
        found.headings.append(Heading(int(container[1]), _plain(inner) if inner else content, line))
        return
    bold = _BOLD.match(content)
    if bold and not item:
        found.headings.append(Heading(PSEUDO, bold[1].strip(), line))
    found.texts.append(Text(content, line, item))


def _plain(tokens: Sequence[Token]) -> str:
    """The words of a heading without its markup."""
    return "".join(each.content for each in tokens if each.type in ("text", "code_inline", "text_special", "image"))


def _links(tokens: Sequence[Token], rows: Sequence[str], start: int) -> Iterator[Link]:
    """Links and images with the row they begin in (from 0) and the column of their target, or 1."""
    row = start
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            row += 1
        elif token.type == "link_open" and token.info != "auto":
            yield _placed(str(token.attrs.get("href", "")), rows, row, is_image=False)
        elif token.type == "image":
            yield _placed(str(token.attrs.get("src", "")), rows, row, is_image=True)


def _placed(target: str, rows: Sequence[str], row: int, *, is_image: bool) -> Link:
    column = rows[row].find(target) if row < len(rows) else -1
    return Link(target, row, max(column, 0) + 1, is_image)


def _undefined(tokens: Sequence[Token], rows: Sequence[str], start: int) -> Iterator[Reference]:
    """What still reads `[text][label]` after CommonMark has resolved every label that is defined."""
    said = "".join(map(_said, tokens))
    for match in _UNDEFINED.finditer(said):
        label = match[2] or match[1]
        if not _KEY.match(match[1]) and not label.startswith(("'", '"', ":")):
            row = start + said.count("\n", 0, match.start())
            column = rows[row].find(match[0].partition("\n")[0].partition(_CODE)[0]) if row < len(rows) else -1
            yield Reference(label, row, max(column, 0) + 1)


def _said(token: Token) -> str:
    match token.type:
        case "text" | "text_special":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            return _CODE
        case _:
            return ""
