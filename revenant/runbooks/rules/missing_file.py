"""RB301: a link or an image leads to a file that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from revenant.core.outline import Link
from revenant.core.problems import Fix, Level, Splice
from revenant.linting.engine import Finding
from revenant.runbooks.links.following import Outcome, State
from revenant.runbooks.links.targets import mended
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB301"
NAME = "missing-file"
LEVEL = Level.ERROR
SUMMARY = "A link leads to a file that is not there."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """Where not even the folder is there, this may be a checkout of a part: a warning."""
    for link, outcome in subject.library.links(subject.runbook):
        if outcome.state is State.MISSING:
            yield _mendable(subject, link) if mended(link.target) else _missing(link, outcome)


def _missing(link: Link, outcome: Outcome) -> Finding:
    hint = f"the nearest is {outcome.near}" if outcome.near else "correct it, or name it under runbooks.link_ignore"
    what = "image" if link.is_image else "file"
    if outcome.is_cut:
        folder = outcome.path.rpartition("/")[0]
        return Finding(link.line, link.col, f"no folder {folder} for the {what} this leads to", hint, Level.WARNING)
    return Finding(link.line, link.col, f"no {what} {outcome.path or unquote(link.target)}", hint)


def _mendable(subject: RunbookSubject, link: Link) -> Finding:
    address = mended(link.target)
    message = f"{unquote(link.target)} is no address in Markdown"
    return Finding(link.line, link.col, message, f"write {address}", fix=_fix(subject, link, address))


def _fix(subject: RunbookSubject, link: Link, address: str) -> Fix | None:
    """The line with the address in place of what stands there; none where that cannot be told for sure."""
    row = subject.rows[link.line - 1]
    for said in (link.target, unquote(link.target)):
        if row.count(f"]({said})") == 1:
            mended_row = row.replace(f"]({said})", f"]({address})")
            return Fix((Splice(link.line, link.line, (mended_row,)),))
    return None
