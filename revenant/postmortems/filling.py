"""What of a section somebody wrote: no comment or label of the template, no placeholder, nothing generated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

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


class Filling:
    """The sections of one postmortem, looked at for words of somebody's own; what is below deeper headings counts."""

    def __init__(self, postmortem: Postmortem) -> None:
        self._postmortem = postmortem

    @cached_property
    def sections(self) -> frozenset[Section]:
        """Those with a word in any passage of their kind."""
        return frozenset(each.kind for each in self._postmortem.passages if self.is_written(each))

    def is_written(self, passage: PostmortemPassage) -> bool:
        return next(self.written(passage), None) is not None

    def written(self, passage: PostmortemPassage) -> Iterator[tuple[int, str]]:
        """Each line of a section that says something, by its number."""
        for line in range(passage.line + 1, self._end(passage) + 1):
            if not self._bare[line - 1]:
                continue
            text = _LEAD.sub("", self._bare[line - 1]).strip()
            label = _LABEL.fullmatch(text)
            if not text.startswith("#") and not is_placeholder(label["said"] if label else text):
                yield line, text

    def empty_labels(self, passage: PostmortemPassage) -> Iterator[tuple[int, str]]:
        """Each label, such as "Detection:", behind which nothing stands, neither beside nor indented below."""
        end = self._end(passage)
        for line in range(passage.line + 1, end + 1):
            row, below = self._bare[line - 1], self._bare[line] if line < end else ""
            label = _LABEL.fullmatch(_LEAD.sub("", row).strip())
            if label and is_placeholder(label["said"]) and (is_placeholder(below) or not below.startswith((" ", "\t"))):
                yield line, row.strip(" -*_+:\t").partition(":")[0]

    @cached_property
    def _bare(self) -> list[str]:
        """The lines of the file, those empty that are generated or inside of a comment."""
        rows = list(self._postmortem.rows)
        for region in self._postmortem.layout.regions:
            rows[region.begin - 1 : region.end] = [""] * (region.end - region.begin + 1)
        return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), "\n".join(rows)).split("\n")

    def _end(self, passage: PostmortemPassage) -> int:
        """The last line before the next heading that is as high."""
        headings = self._postmortem.outline.headings
        lines = (each.line for each in headings if each.line > passage.line and each.level <= passage.level)
        return max(next(lines, len(self._postmortem.rows) + 1) - 1, passage.end)
