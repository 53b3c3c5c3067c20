"""AU013: a history that brings its own people and roles was joined to the record."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents import policy
from revenant.incidents.history import Beginning
from revenant.linting.engine import Finding

CODE = "AU013"
NAME = "second-beginning"
LEVEL = Level.ERROR
SUMMARY = "A history with a revenant.yaml of its own was joined to the record."

_HINT = "whoever begins a history decides its roles; only an ORG_ADMIN of every side may join two"


def check(subject: Beginning) -> Iterator[Finding]:
    author = subject.commit.author
    if not all(policy.may(settings, author, policy.CHANGE_PEOPLE) for settings in subject.others):
        yield Finding(0, 0, "brings in a history with a revenant.yaml of its own", _HINT)
