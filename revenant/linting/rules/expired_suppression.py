"""LI003: the day until which a comment kept lint silent is past."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.linting.rules.subject import Suppressed

CODE = "LI003"
NAME = "expired-suppression"
LEVEL = Level.WARNING
SUMMARY = "A suppression whose last day is past; it suppresses nothing any more."


def check(subject: Suppressed) -> Iterator[Finding]:
    for each in subject.suppressions:
        if not each.fault and each.is_over(subject.today):
            hint = "mend what it hid and remove the comment, or give a later day and say why"
            yield Finding(each.line, each.start + 1, f"this ended on {each.until}", hint)
