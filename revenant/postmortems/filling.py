"""What of a section somebody wrote: no comment or label of the template, no placeholder, nothing generated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.outline import PSEUDO
from revenant.postmortems.document import Postmortem, PostmortemPassage
from revenant.postmortems.sections import Section

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LEAD = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:\[[ xX]\]\s*)?")
_LABEL = re.compile(r"[*_]*[A-Z][\w ,/'’-]{0,40}[*_]*:[*_]*\s*(?P<said>.*)")
_PLACEHOLDER = re.compile(
    r"(?:to ?do|tb[dac]|fixme|x{3,}|to be (?:written|done|filled(?: in)?|added|determined|continued|decided)|"
    r"fill (?:this )?in|placeholder|lorem ipsum\b.*|write (?:here|me|this)|[<\[{][^<>\[\]{}]*[>\]}]|[\W_]*)[.:!…]*",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether a line says nothing yet: TODO, TBD, …, <who was affected>."""
    return _PLACEHOLDER.fullmatch(text.strip(" *_`|")) is not None


def is_written(postmortem: Postmortem, section: Section) -> bool:
    """Whether there is a word of somebody's own, or an action item, in any section of this kind."""
    return any(
        passage.kind is section and next(written(postmortem, passage), None) is not None
        for passage in postmortem.passages
    )


def written(postmortem: Postmortem, passage: PostmortemPassage) -> Iterator[tuple[int, str]]:
    """Each line of a section that says something, by its number: what is below its deeper headings counts too."""
    for line, row in _rows(postmortem, passage):
        text = _LEAD.sub("", row).strip()
        label = _LABEL.fullmatch(text)
        if not text.startswith("#") and not is_placeholder(label["said"] if label else text):
            yield line, text


def empty_labels(postmortem: Postmortem, passage: PostmortemPassage) -> Iterator[tuple[int, str]]:
    """Each label, such as "Detection:", behind which nothing stands, neither beside nor indented below."""
    rows = dict(_rows(postmortem, passage))
    for line, row in rows.items():
        label = _LABEL.fullmatch(_LEAD.sub("", row).strip())
        below = rows.get(line + 1, "")
        if label and is_placeholder(label["said"]) and (is_placeholder(below) or not below.startswith((" ", "\t"))):
            yield line, row.strip(" -*_+:\t").partition(":")[0]


def _rows(postmortem: Postmortem, passage: PostmortemPassage) -> Iterator[tuple[int, str]]:
    """The lines below a heading that are neither generated nor inside of a comment."""
    end = _end(postmortem, passage)
    text = "\n".join("" if postmortem.layout.holds(line) else postmortem.rows[line - 1] for line in range(1, end + 1))
    bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")
    return ((line, bare[line - 1]) for line in range(passage.line + 1, end + 1))


def _end(postmortem: Postmortem, passage: PostmortemPassage) -> int:
    """The last line before the next heading that is as high."""
    level = passage.level if passage.level != PSEUDO else PSEUDO
    lines = (each.line for each in postmortem.outline.headings if each.line > passage.line and each.level <= level)
    return max(next(lines, len(postmortem.rows) + 1) - 1, passage.end)
