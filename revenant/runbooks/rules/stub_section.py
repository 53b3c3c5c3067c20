"""RB103: a section is empty, has a few words, or says that it is still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from revenant.core.problems import Level
from revenant.core.text import how_many
from revenant.linting.engine import Finding
from revenant.runbooks.document import RunbookPassage, Section
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB103"
NAME = "stub-section"
LEVEL = Level.WARNING
SUMMARY = "A section is empty, has fewer than six words, or is marked as unfinished."

FEWEST_WORDS = 6
_LONGEST_STUB = 200  # characters; no five words are longer
_MARK = re.compile(
    r"\b(?:TODO|TBD|FIXME)\b|\blorem ipsum\b|\b[Tt]o be (?:written|added|documented|defined|completed|filled in)\b"
    r"|\b[Ff]ill (?:me|this) in\b|^\W*(?:[Cc]oming soon|[Pp]laceholder|[Ww]ork in progress)\W*$",
    re.MULTILINE,
)
# Without one of these in the text no line of it is tried.
_MARKS = (
    "TODO",
    "TBD",
    "FIXME",
    "orem ipsum",
    "o be ",
    "ill me in",
    "ill this in",
    "oming soon",
    "laceholder",
    "progress",
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_CONTENT = re.compile(r"\]\(|\]\[|<\w|https?://|^\s*\||\{\{|<%", re.MULTILINE)


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """One finding a section; a section that stands twice is short only if all of it is."""
    if not subject.follows_plan:
        return
    passages = subject.runbook.passages
    may_be_marked = any(map("\n".join(subject.rows).__contains__, _MARKS))
    full: set[Section] = {passage.kind for passage in passages if not _is_short(subject, passage)}
    told: set[int] = set()
    for passage in passages:
        if passage.line not in told and (finding := _judge(subject, passage, full, may_be_marked)):
            told.add(passage.line)
            yield finding


def _judge(subject: RunbookSubject, passage: RunbookPassage, full: set[Section], may_be_marked: bool) -> Finding | None:
    if may_be_marked and (mark := _mark(subject, passage)):
        line, word = mark
        message = f"{passage.heading} is not finished: {word}"
        return subject.at(line, word, message, "write it, or take the section out")
    if passage.kind in full:
        return None
    words = _count(subject, passage)
    said = f"has {how_many(words, 'word')}" if words else "is empty"
    hint = "say what somebody who is woken at night must know"
    return subject.at(passage.line, passage.heading, f"{passage.heading} {said}", hint)


def _mark(subject: RunbookSubject, passage: RunbookPassage) -> tuple[int, str] | None:
    """Where, outside of code, a section says that it is unfinished."""
    rows = subject.rows
    for line in _prose(subject, passage):
        if rows[line - 1] and (found := _MARK.search(rows[line - 1])):
            return line, found[0].strip()
    return None


def _prose(subject: RunbookSubject, passage: RunbookPassage) -> Iterable[int]:
    """The lines of a section that are no code."""
    lines = range(passage.line + 1, passage.end + 1)
    code = [fence for fence in subject.runbook.outline.fences if passage.line < fence.line <= passage.end]
    if not code:
        return lines
    taken = {line for fence in code for line in range(fence.line, fence.end + 1)}
    return [line for line in lines if line not in taken]


def _count(subject: RunbookSubject, passage: RunbookPassage) -> int:
    return len(re.findall(r"\w+", _COMMENT.sub("", subject.runbook.text(passage))))


def _is_short(subject: RunbookSubject, passage: RunbookPassage) -> bool:
    """Whether it has few words and nothing else: no code, link, image or table, and no section within."""
    if sum(map(len, subject.rows[passage.line : passage.end])) > _LONGEST_STUB:
        return False
    outline = subject.runbook.outline
    if any(passage.line < fence.line <= passage.end for fence in outline.fences):
        return False
    if any(other.line == passage.end + 1 and other.level > passage.level for other in subject.runbook.passages):
        return False
    text = subject.runbook.text(passage)
    return not _CONTENT.search(text) and _count(subject, passage) < FEWEST_WORDS
