"""Every command of the tutorial is run, in order, by a new user: it must do what the page says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Clock, Result

PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.S)


def _commands() -> list[tuple[str, list[str]]]:
    """Each command with the lines the page shows as its output."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(BLOCKS).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def _same(text: str) -> str:
    """Without what differs from run to run: ids."""
    return re.sub(r"INC-\d{8}-\w{5}|\b[0-9A-Z]{5}\b", "ID", text)


@pytest.mark.usefixtures("identity")
def test_the_tutorial_works_as_written(invoke: Callable[..., Result], tmp_path: Path, clock: Clock) -> None:
    folder, incident = tmp_path, ""
    for line, expected in _commands():
        if line.startswith("cd "):
            folder = folder / line[3:]
            continue
        words = [incident if word == "7F3K9" else word for word in shlex.split(line)[1:]]
        if "EVENT" in words:
            events = invoke("-C", str(folder), "show", incident, "--json").json["events"]
            words[words.index("EVENT")] = events[1]["id"]
        result = invoke("-C", str(folder), *words, user=None)
        assert result.exit_code == (1 if expected and expected[0].startswith("error:") else 0), (line, result)
        incident = incident or (re.findall(r"INC-\d{8}-(\w{5})", result.stdout) or [""])[0]
        _compare(expected, result, line)


def _compare(expected: list[str], result: Result, line: str) -> None:
    printed = _same(result.stdout + result.stderr)
    for wanted in expected:
        if "is a workspace" not in wanted and "cd ops" not in wanted:  # the test stands elsewhere
            assert _same(wanted) in printed, line


@pytest.fixture
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "You")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "you@example.com")
