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
_CLOSES = re.compile(r"\s*(?:`{3,}|~{3,})\s*$")
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
    """A paragraph as it is written, markup and all; `item` if it begins a list item, `quoted` within a quotation."""

    text: str
    line: int
    item: bool
    quoted: bool = False


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


class Html(NamedTuple):
    """A block of raw HTML, such as a comment. `is_outer` unless it stands in a list or a quotation."""

    text: str
    line: int
    is_outer: bool


class Outline(NamedTuple):
    """The parts of a document in the order of the file."""

    headings: list[Heading]
    fences: list[Fence]
    texts: list[Text]
    links: list[Link]
    undefined: list[Reference]
    html: str  # all raw HTML, for the anchors it names
    blocks: list[Html]  # the HTML that stands in blocks of its own


@cache
def _blocks() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (73 ms that only readers of Markdown need)

    return MarkdownIt("commonmark").disable(["inline", "text_join"])


def read_outline(rows: Sequence[str], first: int = 1) -> Outline:
    """The outline of `rows`, of which the first is line `first` of its file (front matter cut off before)."""
    text = "\n".join(rows).replace("\r", " ")  # to CommonMark a lone CR ends a line, to whoever counts rows it does not
    reader = _Reader(rows, first)
    for token in _blocks().parse(text, reader.env):
        reader.take(token)
    return reader.found._replace(html="\n".join(reader.html))


class _Reader:
    """What gathers from block to block. `env` holds the labels that are defined, as the parser leaves them."""

    def __init__(self, rows: Sequence[str], first: int) -> None:
        self._rows, self._first = rows, first
        self.found = Outline([], [], [], [], [], "", [])
        self.html: list[str] = []
        self.env: dict[str, Any] = {}
        self._heading = ""  # h1 to h6 between the tokens of a heading
        self._begins_item = False
        self._quotes = 0

    def take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token)
                self._begins_item = False
            case "fence" | "code_block":
                self.found.fences.append(_fence(token, self._first))
            case "html_block":
                self.html.append(token.content)
                self.found.blocks.append(Html(token.content, (token.map or [0])[0] + self._first, token.level == 0))
            case "heading_open":
                self._heading = token.tag
            case "paragraph_open":
                self._heading = ""
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "list_item_open":
                self._begins_item = True

    def _inline(self, token: Token) -> None:
        start = (token.map or [0, 0])[0]
        content, line = token.content, start + self._first
        inner = self._inside(content, start)
        if self._heading:
            words = _plain(inner) if inner else content
            self.found.headings.append(Heading(int(self._heading[1]), words, line))
            return
        bold = _BOLD.match(content)
        if bold and not self._begins_item:
            self.found.headings.append(Heading(PSEUDO, bold[1].strip(), line))
        self.found.texts.append(Text(content, line, self._begins_item, self._quotes > 0))

    def _inside(self, content: str, start: int) -> list[Token]:
        """What is inside a text, looked at only where that matters, with its links taken; `start` counts from 0."""
        inner: list[Token] = []
        if not (_INLINE.search(content) or (self._heading and _MARKUP.search(content))):
            return inner
        _blocks().inline.parse(content, _blocks(), self.env, inner)
        for link in _links(inner, self._rows, start):
            self.found.links.append(link._replace(line=link.line + self._first))
        for reference in _undefined(inner, self._rows, start):
            self.found.undefined.append(reference._replace(line=reference.line + self._first))
        self.html += [each.content for each in inner if each.type == "html_inline"]
        return inner


def skim_headings(rows: Sequence[str], first: int = 1) -> list[Heading]:
    """Headings written with `#`, by a look at the lines alone: for what one file must know of all others.

    Fenced code is passed over; what else hides a heading (an HTML block, say) is not.
    """
    found: list[Heading] = []
    fence = ""
    for line, row in enumerate(rows, start=first):
        if fence:
            fence = "" if _CLOSES.match(row) and row.lstrip().startswith(fence) else fence
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
