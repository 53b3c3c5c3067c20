"""Footnotes in prose: the events it cites, and the definitions somebody wrote by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from revenant.core.ids import EVENT_ID
from revenant.postmortems.document import Postmortem

_NOTE = re.compile(r"(?<!\\)\[\^(?P<id>[^\[\]\s]{1,80})\](?!:)")
_DEFINED = re.compile(r" {0,3}\[\^(?P<id>[^\[\]\s]{1,80})\]:")
_CODE = re.compile(r"`+[^`]*`+")


class Footnote(NamedTuple):
    """A footnote and where it stands."""

    id: str
    line: int
    col: int

    @property
    def looks_like_event(self) -> bool:
        """Whether it is written as ids of events are."""
        return EVENT_ID.fullmatch(self.id) is not None


def citations(postmortem: Postmortem) -> Iterator[Footnote]:
    """Every footnote that people's prose calls, in the order of the file."""
    for text in postmortem.outline.texts:
        if "[^" not in text.text or text.quoted or postmortem.layout.holds(text.line):
            continue
        for line in range(text.line, text.line + text.text.count("\n") + 1):
            row = _CODE.sub(lambda code: " " * len(code[0]), postmortem.rows[line - 1])
            for note in _NOTE.finditer(row):
                yield Footnote(note["id"], line, note.start() + 1)


def definitions(postmortem: Postmortem) -> Iterator[Footnote]:
    """Every footnote that is defined outside of generated regions and of code."""
    code = [(fence.line, fence.end) for fence in postmortem.outline.fences]
    for line, row in enumerate(postmortem.rows, start=1):
        note = _DEFINED.match(row) if "[^" in row else None
        if note and not postmortem.layout.holds(line) and not any(first <= line <= last for first, last in code):
            yield Footnote(note["id"], line, row.index("[^") + 1)
