"""RB202: a key of the front matter that no runbook has."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Fix, Level, Splice
from revenant.linting.engine import Finding
from revenant.runbooks.document import FrontMatter
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB202"
NAME = "unknown-key"
LEVEL = Level.WARNING
SUMMARY = "A key of the front matter that no runbook has."

_KNOWN = FrontMatter.__struct_fields__
# What site generators read; a runbook may be a page of such a site.
_GENERATORS = """
    title weight layout description date lastmod draft aliases menu toc parent nav_order sidebar_position sidebar_label
    permalink slug section categories
"""
_SITE = frozenset(_GENERATORS.split())


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """A key that is nearly a known one is named first as a slip, before it can count as a site's."""
    if not subject.is_native:
        return
    keys = subject.runbook.head.keys
    for key in keys:
        if key in _KNOWN or key in _SITE:
            continue
        near = get_close_matches(key.casefold(), _KNOWN, n=2, cutoff=0.75)
        hint = f"did you mean {' or '.join(near)}?" if near else "take it out, or say it in the text"
        wanted = near[0] if len(near) == 1 and near[0] not in keys else ""
        yield subject.at_key(key, f"no runbook has the key {key!r}", hint, fix=_renamed(subject, key, wanted))


def _renamed(subject: RunbookSubject, key: str, wanted: str) -> Fix | None:
    lines = [line for line in range(2, subject.runbook.head.rows) if subject.rows[line - 1].startswith(f"{key}:")]
    if not wanted or len(lines) != 1:
        return None
    row = subject.rows[lines[0] - 1]
    return Fix((Splice(lines[0], lines[0], (wanted + row.removeprefix(key),)),))
