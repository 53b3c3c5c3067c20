"""RB104: a heading means one of the five sections and has another name."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.outline import PSEUDO
from revenant.core.passages import Passage
from revenant.core.problems import Fix, Level, Splice
from revenant.core.slugs import slug
from revenant.linting.engine import Finding
from revenant.runbooks.document import Section
from revenant.runbooks.rules.subject import RunbookSubject
from revenant.runbooks.sections import is_canonical

CODE = "RB104"
NAME = "uncommon-heading"
LEVEL = Level.INFO
SUMMARY = "A heading means a section but has another name."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """The first heading of each kind that has no heading of its own name; the workspace's own words are names too."""
    if not subject.follows_plan:
        return
    passages = subject.runbook.passages
    own = {word.casefold() for words in subject.library.settings.sections.values() for word in words}
    done = {passage.kind for passage in passages if is_canonical(passage.heading)}
    lines = [passage.line for passage in passages]
    for passage in passages:
        if passage.kind in done or passage.heading.casefold() in own or lines.count(passage.line) > 1:
            continue
        done.add(passage.kind)
        message = f"{passage.heading!r} means {passage.kind}"
        yield subject.at(passage.line, passage.heading, message, _hint(passage), fix=_fix(subject, passage))


def _hint(passage: Passage[Section]) -> str:
    return f"name it {passage.kind}, or list this team's word under runbooks.sections in revenant.yaml"


def _fix(subject: RunbookSubject, passage: Passage[Section]) -> Fix | None:
    """Another name between the same marks; none for bold text, and none where a link of this file leads there."""
    row = subject.rows[passage.line - 1]
    anchor = f"#{slug(passage.heading)}"
    if passage.level == PSEUDO or row.count(passage.heading) != 1:
        return None
    if any(link.target.casefold() == anchor for link in subject.runbook.outline.links):
        return None
    renamed = row.replace(passage.heading, passage.kind.value)
    return Fix((Splice(passage.line, passage.line, (renamed,)),), asked=True)
