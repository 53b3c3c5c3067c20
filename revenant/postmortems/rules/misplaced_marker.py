"""PM002: a marker of a generated region cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.regions.conflicts import first_conflict
from revenant.postmortems.subject import Marked

CODE, NAME, LEVEL = "PM002", "misplaced-marker", Level.ERROR
SUMMARY = "A marker of a generated region is alone, nested, doubled or not on a line of its own."


def check(subject: Marked) -> Iterator[Finding]:
    """Rendering would have to guess what it may overwrite, so it writes nothing.

    A conflict doubles markers and cuts regions: it alone is told.
    """
    misplaced = subject.postmortem.layout.misplaced
    conflict = first_conflict(subject.rows) if misplaced else 0
    if conflict:
        hint = f"`{subject.postmortem.render_command} --take` settles what stands between markers; the prose is yours"
        yield Finding(conflict, 1, "a merge left a conflict around the markers of regions", hint)
        return
    for line, message in misplaced:
        hint = "put the markers back as `git diff` shows them, or take both out: then the text is its author's"
        yield Finding(line, 1, message, hint)
