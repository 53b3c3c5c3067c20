"""BL005: a person is given as the cause, in the passive."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.text import one_line
from revenant.linting.engine import Finding
from revenant.postmortems.blame.conduct import done_by, wrong_thing_by
from revenant.postmortems.blame.grammar import is_supposed
from revenant.postmortems.blame.wording import change_to
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL005"
NAME = "person-as-cause"
LEVEL = Level.WARNING
SUMMARY = "Harm is said to be caused, deleted or misconfigured by a person."
TRIGGERS = frozenset({"by"})
_EFFECTS = frozenset({"caused", "triggered", "introduced"})


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if not said.has(TRIGGERS):
            continue
        for pattern in (done_by(subject.people), wrong_thing_by(subject.people)):
            found = pattern.search(said.text)
            if found and not is_supposed(said.text, found.start()):
                thing = found["thing"] if found["verb"].lower() not in _EFFECTS else None
                hint = change_to(f"the {one_line(thing.strip())}" if thing else "")
                yield said.at(
                    found.start("verb"), f'"{found["verb"]} by {found["who"].strip()}" makes a person the cause', hint
                )
                break
