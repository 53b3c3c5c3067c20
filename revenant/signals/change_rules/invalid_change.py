"""CH003: the keys of a line do not fit a change, or a word of it is none this version knows."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.incidents.rules.subject import explain
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject
from revenant.signals.changes import KINDS, OUTCOMES

CODE = "CH003"
NAME = "invalid-change"
LEVEL = Level.ERROR
SUMMARY = "The keys of a line do not fit a change."

_HINT = "it is left out; record the change anew with `revenant change record --at …`"
_NEWER = Level.WARNING


def check(subject: ChangesSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault is Fault.SHAPE:
            yield Finding(broken.line, *explain(broken.why, broken.text), _HINT)
    for line, change in subject.written:
        for key, word, allowed in (("kind", change.kind, KINDS), ("status", change.status, ("", *OUTCOMES))):
            if word not in allowed:
                known = ", ".join(filter(None, allowed))
                yield subject.at(line, key, f"{key}: {word!r} is not known to this version", f"one of: {known}", _NEWER)
