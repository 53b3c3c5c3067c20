"""Comments that keep lint silent: `<!-- revenant: ignore RB403 -- reason (until 2027-01-31) -->`, and `#` in YAML.

Only text is looked at: a comment in a code fence is text, and what is no `revenant: ignore` is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from revenant.core.problems import Problem

_WORD = "revenant:"
_HTML = re.compile(r"<!--\s*revenant:\s*ignore(?P<said>.*?)(?P<end>-->|$)")
_HASH = re.compile(r"(?:^|(?<=\s))#\s*revenant:\s*ignore(?P<said>.*)(?P<end>$)")
_SAID = re.compile(r"(?P<file>-file)?(?P<codes>(?:[\s,]+[A-Za-z]\w*)*)[\s,]*(?:\s--\s*(?P<reason>.*?))?\s*")
_UNTIL = re.compile(r"\(until (\d{4}-\d\d-\d\d)\)$")
_FENCE = re.compile(r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}(?=[^`]*$)|~{3,})")
_LAST = 2**31  # behind every line


class Syntax(StrEnum):
    """How comments are written in a file."""

    MARKDOWN = "markdown"
    HASH = "hash"


class Suppression(NamedTuple):
    """One comment. It covers lines `first` to `last`; `fault` says why it covers nothing.

    It stands in `line` from `start` to before `end`, counted from 0. Line 0 is the whole file.
    """

    line: int
    start: int
    end: int
    codes: tuple[str, ...] = ()
    until: date | None = None
    fault: str = ""
    first: int = 0
    last: int = _LAST

    def covers(self, problem: Problem, today: date) -> bool:
        """Whether it keeps silent about `problem` on the day `today`."""
        return (
            problem.code in self.codes
            and not self.fault
            and not self.is_over(today)
            and self.first <= problem.line <= self.last
        )

    def is_over(self, today: date) -> bool:
        return self.until is not None and today > self.until


def read_suppressions(rows: Sequence[str], syntax: Syntax) -> list[Suppression]:
    """The comments of a file, in its order."""
    if not any(_WORD in row for row in rows):
        return []
    fences = _fences(rows) if syntax is Syntax.MARKDOWN else {}
    matter = _front_matter(rows) if syntax is Syntax.MARKDOWN else 0
    found = []
    for number, row in enumerate(rows, start=1):
        if _WORD in row and number not in fences:
            pattern = _HTML if syntax is Syntax.MARKDOWN and number > matter else _HASH
            found += [match for each in pattern.finditer(row) if (match := _read(number, row, each))]
    alone = {each.line for each in found if _is_alone(rows[each.line - 1], each)}
    return [_placed(each, rows, fences, alone) for each in found]


def without(row: str, suppression: Suppression) -> str | None:
    """The row without the comment, or None where nothing else is on it."""
    if _is_alone(row, suppression):
        return None
    rest = row[suppression.end :]
    return row[: suppression.start] + rest if rest.strip() else row[: suppression.start].rstrip()


def without_codes(row: str, suppression: Suppression, codes: Sequence[str]) -> str:
    """The row with only the other codes of the comment."""
    head, separator, reason = row[suppression.start : suppression.end].partition(" -- ")
    for code in codes:
        head = re.sub(rf"[\s,]+{code}\b", "", head, flags=re.IGNORECASE)
    return row[: suppression.start] + head + separator + reason + row[suppression.end :]


def _read(line: int, row: str, match: re.Match[str]) -> Suppression | None:
    before = row[: match.start()]
    if before.count("`") % 2 or (match[0].startswith("#") and before.count('"') % 2):
        return None
    bare = Suppression(line, match.start(), match.end())
    said = _SAID.fullmatch(match["said"])
    if said is None or (match[0].startswith("<") and not match["end"]):
        return bare._replace(fault="this cannot be read")
    codes = tuple(dict.fromkeys(code.upper() for code in re.findall(r"\w+", said["codes"])))
    reason = (said["reason"] or "").strip()
    until, fault = _until(reason)
    if not codes:
        fault = "it names no rule"
    elif not fault and not reason.partition("(until ")[0].strip():
        fault = "it gives no reason"
    whole = bare._replace(codes=codes, until=until, fault=fault)
    return whole if said["file"] else whole._replace(first=line, last=line)


def _until(reason: str) -> tuple[date | None, str]:
    """The end date and what is wrong with it."""
    if "(until" not in reason:
        return None, ""
    match = _UNTIL.search(reason)
    try:
        return (date.fromisoformat(match[1]), "") if match else (None, "its end is no date")
    except ValueError:
        return None, "its end is no date"


def _is_alone(row: str, suppression: Suppression) -> bool:
    return not (row[: suppression.start] + row[suppression.end :]).strip(" \t\r>\ufeff")


def _placed(each: Suppression, rows: Sequence[str], fences: dict[int, int], alone: set[int]) -> Suppression:
    """With the lines it covers: its own, the block that follows, or all."""
    if each.last == _LAST or each.line not in alone:
        return each
    first = next((n for n in range(each.line + 1, len(rows) + 1) if rows[n - 1].strip() and n not in alone), 0)
    return each._replace(first=first, last=_end_of_block(first, rows, fences)) if first else each


def _end_of_block(first: int, rows: Sequence[str], fences: dict[int, int]) -> int:
    """The last line before the next blank one, a code fence taken whole."""
    line = first
    while line <= len(rows) and rows[line - 1].strip():
        line = fences.get(line, line) + 1
    return line - 1


def _fences(rows: Sequence[str]) -> dict[int, int]:
    """Each line of a code fence, its borders among them, with the fence's last line."""
    found: dict[int, int] = {}
    for first, last in _fence_spans(rows):
        found |= dict.fromkeys(range(first, last + 1), last)
    return found


def _fence_spans(rows: Sequence[str]) -> Iterator[tuple[int, int]]:
    opened, mark = 0, ""
    for number, row in enumerate(rows, start=1):
        if not opened:
            if begun := _FENCE.match(row):
                opened, mark = number, begun[1]
        elif (closing := row.strip(" \t\r>")) and set(closing) == {mark[0]} and len(closing) >= len(mark):
            yield opened, number
            opened = 0
    if opened:
        yield opened, len(rows)


def _front_matter(rows: Sequence[str]) -> int:
    """How many rows the front matter takes; comments in it are YAML's."""
    if not rows or rows[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    return next((n for n, row in enumerate(rows[1:], start=2) if row.rstrip() in ("---", "...")), 0)
