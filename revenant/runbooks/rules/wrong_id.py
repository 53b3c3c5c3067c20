"""RB203: a runbook's id is another's, or not the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Fix, Level, Splice
from revenant.linting.engine import Finding
from revenant.runbooks.reading import stem
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB203"
NAME = "wrong-id"
LEVEL = Level.ERROR
SUMMARY = "An id that another runbook has too, or that is not the name of the file."

_PLAIN = re.compile(r"[A-Za-z][\w.-]*")
_ROW = re.compile(r"(id:\s*)(\"[^\"]*\"|'[^']*'|[^\s#\"'][^\s#]*)(\s*(?:\s#.*)?)")


def check(subject: RunbookSubject) -> Iterator[Finding]:
    stated = subject.runbook.head.keys.get("id")
    if not subject.is_native or not stated:
        return
    own, wanted = str(stated), stem(subject.path)
    others = [path for path in subject.library.ids.get(own, ()) if path != subject.path]
    if others:
        yield subject.at_key("id", f"{own!r} is the id of {others[0]} too", "give each the name of its file")
    elif own != wanted:
        hint = f"id: {wanted}" + (f", or rename the file to {own}.md" if _PLAIN.fullmatch(own) else "")
        yield subject.at_key("id", f"the id is {own!r}, the file's name {wanted!r}", hint, fix=_fix(subject, wanted))


def _fix(subject: RunbookSubject, wanted: str) -> Fix | None:
    """The file's name as the id, where it needs no quotes and no other runbook has it.

    Made only if it is asked for by its code: drills and incidents know the runbook by its old id.
    """
    if not _PLAIN.fullmatch(wanted) or subject.library.ids.get(wanted):
        return None
    for line in range(2, subject.runbook.head.rows):
        if found := _ROW.fullmatch(subject.rows[line - 1]):
            return Fix((Splice(line, line, (f"{found[1]}{wanted}{found[3]}",)),), asked=True)
    return None
