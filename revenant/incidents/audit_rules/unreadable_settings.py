"""AU011: revenant.yaml could not be read, so that the roles before it stay in force."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import SettingsChange
from revenant.linting.engine import Finding

CODE = "AU011"
NAME = "unreadable-settings"
LEVEL = Level.WARNING
SUMMARY = "People and roles in revenant.yaml could not be read."

_HINT = "the people and roles before it stay in force; `revenant lint` says what is wrong now"


def check(subject: SettingsChange) -> Iterator[Finding]:
    if subject.complaint:
        yield Finding(0, 0, f"leaves people and roles unreadable: {subject.complaint}", _HINT)
