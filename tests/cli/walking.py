"""Somebody who walks a runbook: what is typed, and what the record then has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from revenant.cli.runbook import asking, recording, walking
from tests.conftest import Run


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str | type[BaseException]) -> list[str]:
    """Somebody sits at the terminal and types these lines; what was asked is returned."""
    asked: list[str] = []
    left: Iterator[str | type[BaseException]] = iter(lines)

    def read(question: str) -> str:
        asked.append(question)
        line = next(left)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", read)
    for module in (asking, walking, recording):
        monkeypatch.setattr(module, "can_ask", lambda _: True)
    return asked


def actions(run: Run) -> list[tuple[str, str, str]]:
    """The steps in the record of the one incident: id, outcome, category."""
    return [(each["step"], each["outcome"], each["category"]) for each in run("show", "--json").json["actions"]]
