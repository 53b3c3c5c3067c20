"""RB303: `[text][label]` whose label is defined nowhere: readers see the brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB303"
NAME = "undefined-reference"
LEVEL = Level.ERROR
SUMMARY = "A reference link whose label is defined nowhere."

_IDENTIFIER = re.compile(r"^[A-Za-z_]\w*(?:\.\w+)+$")  # mkdocstrings links these to the code they name


def check(subject: RunbookSubject) -> Iterator[Finding]:
    for reference in subject.runbook.outline.undefined:
        if not reference.label or _IDENTIFIER.match(reference.label):
            continue
        message = f"the label [{reference.label}] is defined nowhere"
        hint = f"add a line `[{reference.label}]: https://…`, or escape the bracket if this is no link"
        yield Finding(reference.line, reference.col, message, hint)
