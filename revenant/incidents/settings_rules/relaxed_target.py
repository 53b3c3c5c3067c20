"""WS006: a worse severity promises a later answer than a milder one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.linting.document import Document
from revenant.linting.engine import Finding

CODE = "WS006"
NAME = "relaxed-target"
LEVEL = Level.WARNING
SUMMARY = "A worse severity promises less than a milder one."

_TARGETS: tuple[Literal["acknowledge", "update", "resolve"], ...] = ("acknowledge", "update", "resolve")


def check(subject: Document[Settings]) -> Iterator[Finding]:
    if subject.value is None:
        return
    for worse, milder in pairwise(Severity):
        for name in _TARGETS:
            slow, fast = subject.value.targets(worse).span(name), subject.value.targets(milder).span(name)
            if slow is not None and fast is not None and slow > fast:
                message = f"{worse} promises to {name} later than {milder} does"
                yield Finding(*subject.find("severities", worse), message, "the worse the severity, the sooner")
