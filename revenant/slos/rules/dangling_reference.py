"""SL003: a reference to an indicator, a policy or a condition that is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.documents.references import references
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL003"
NAME = "dangling-reference"
LEVEL = Level.ERROR
SUMMARY = "A reference to an indicator, a policy or a condition that is nowhere."


def check(subject: SloSubject) -> Iterator[Finding]:
    documents = subject.known.documents
    for item in subject.file.items:
        for path, kind, name in references(item.value) if item.value is not None else ():
            if (kind, name) not in documents:
                near = get_close_matches(name, [each for of, each in documents if of == kind], 1)
                hint = f"did you mean {near[0]}?" if near else f"write a document of kind: {kind} with that name"
                yield finding(item, path, f"there is no {kind} {name!r} in slos/", hint)
