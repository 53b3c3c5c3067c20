"""JSON documents in lines: one a line, or pretty-printed over many, one after another.

A line that decodes is a document. One that is cut off begins a longer document, which ends where a line
begins with its closing bracket; and it never hides what follows: a line that is a document in itself
shows that the one before was broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from revenant.signals.decoding import NotJsonError, decode, repeated_key
from revenant.signals.sources.found import Doubt
from revenant.signals.splitting import LONGEST_DOCUMENT, Line


class Document(NamedTuple):
    """A decoded document, the line it begins on, and a key that stands twice in it."""

    line: int
    value: Any
    repeated: str = ""


def documents(first: Line | Doubt, rest: Iterable[Line | Doubt]) -> Iterator[Document | Doubt]:
    """Every document, and a doubt for whatever is none."""
    open_one = _Open()
    for line in _all(first, rest):
        if isinstance(line, Doubt):
            yield from open_one.given_up()
            yield line
        elif open_one.lines:
            yield from open_one.take(line)
        elif line.content.strip():
            yield from _single(line, open_one)
    yield from open_one.given_up()


def _all(first: Line | Doubt, rest: Iterable[Line | Doubt]) -> Iterator[Line | Doubt]:
    yield first
    yield from rest


def _single(line: Line, open_one: _Open) -> Iterator[Document | Doubt]:
    try:
        value = decode(line.content)
    except NotJsonError as error:
        if error.is_cut_off:
            open_one.lines.append(line)
        else:
            yield Doubt(str(error), str(line.number), lost=True)
        return
    yield _document(line.number, value, line.content)


def _document(number: int, value: Any, content: bytes) -> Document:
    return Document(number, value, repeated_key(value, content))


class _Open:
    """A document whose end has not been seen yet."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._size = 0
        self._whole_before = False  # in an array, one item may stand bare on its line: the last

    def take(self, line: Line) -> Iterator[Document | Doubt]:
        """Another line: it belongs to the document, ends it, or shows that there was none."""
        if self._stands_alone(line):
            yield from self._broken_by(line)
            return
        self.lines.append(line)
        self._size += len(line.content)
        if line.content[:1] in (b"}", b"]") or self._size > LONGEST_DOCUMENT:
            yield from self._ended(is_final=self._size > LONGEST_DOCUMENT)

    def given_up(self) -> Iterator[Document | Doubt]:
        """The input is over, or broken here."""
        if self.lines:
            yield from self._ended(is_final=True)

    def _stands_alone(self, line: Line) -> bool:
        """Whether this line cannot be a part of what is open, being a document in itself."""
        whole = line.content[:1] in (b"{", b"[") and _decodes(line.content)
        if self.lines[0].content.strip() != b"[":
            return whole
        before, self._whole_before = self._whole_before, whole
        return whole and before

    def _broken_by(self, line: Line) -> Iterator[Document | Doubt]:
        """What is open ends before the documents that follow it, each on a line of its own."""
        last = self.lines.pop() if self.lines[0].content.strip() == b"[" else None
        yield from self._ended(is_final=True)
        for each in (last, line):
            if each is not None:
                yield _document(each.number, decode(each.content), each.content)

    def _ended(self, *, is_final: bool) -> Iterator[Document | Doubt]:
        content, number = b"\n".join(line.content for line in self.lines), self.lines[0].number
        try:
            found: Document | Doubt = _document(number, decode(content), content)
        except NotJsonError as error:
            if error.is_cut_off and not is_final:
                return
            found = Doubt(str(error) + self._extent(), str(number), lost=True)
        self.lines, self._size, self._whole_before = [], 0, False
        yield found

    def _extent(self) -> str:
        return f" (lines {self.lines[0].number} to {self.lines[-1].number})" if len(self.lines) > 1 else ""


def _decodes(content: bytes) -> bool:
    try:
        decode(content)
    except NotJsonError:
        return False
    return True
