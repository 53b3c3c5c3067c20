"""IN019: a log is UTF-8 with line ends of one byte, or git merges it wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN019"
NAME = "encoding"
LEVEL = Level.WARNING
SUMMARY = "Bytes that are not UTF-8, or Windows line ends."

_NOT_UTF8 = re.compile("[\udc80-\udcff]")  # how `surrogateescape` keeps such bytes
_HINT = "add `text eol=lf` for incidents/ to .gitattributes, then: git add --renormalize incidents/"


def check(subject: LogSubject) -> Iterator[Finding]:
    windows = next((number for number, row in enumerate(subject.rows, start=1) if row.endswith("\r")), 0)
    if windows:
        yield Finding(windows, len(subject.rows[windows - 1]), "line ends in CR LF (Windows)", _HINT)
    for number, row in enumerate(subject.rows, start=1):
        undecodable = _NOT_UTF8.search(row)
        if undecodable:
            yield Finding(number, undecodable.start() + 1, "bytes that are not UTF-8", level=Level.ERROR)
