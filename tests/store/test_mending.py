"""What `lint --fix` may touch, with rules made up for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from revenant.core.problems import Fix, Level, Splice
from revenant.incidents.rules import RULES as LOG_RULES
from revenant.linting.engine import Finding, Rule, Subject
from revenant.runbooks.rules import RULES as RUNBOOK_RULES
from tests.conftest import Run


class Shouting:
    """Finds lines in lower case, and shouts them."""

    CODE, NAME, LEVEL, SUMMARY = "XX001", "shouting", Level.WARNING, "Say it aloud."

    def __init__(self, *, asked: bool = False) -> None:
        self._asked = asked

    def check(self, subject: Subject) -> Iterator[Finding]:
        for number, row in enumerate(subject.rows, start=1):
            if row != row.upper():
                fix = Fix((Splice(number, number, (row.upper(),)),), self._asked)
                yield Finding(number, 1, "too quiet", fix=fix)


@pytest.fixture
def runbook(workspace: Path) -> Path:
    path = workspace / "runbooks" / "a.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"# A\r\nquiet\nLOUD\n\nthe end")
    return path


def put(monkeypatch: pytest.MonkeyPatch, rules: Mapping[str, Rule[Any]], code: str, rule: Any) -> None:
    """A made-up rule in place of a real one."""
    rule.CODE = code
    monkeypatch.setitem(rules, code, rule)


def test_many_lines_of_a_file(run: Run, runbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, RUNBOOK_RULES, "RB101", Shouting())
    result = run("lint", "runbooks", "--select", "RB1", "--fix")
    assert runbook.read_bytes() == b"# A\r\nQUIET\nLOUD\n\nTHE END"
    assert result.stderr == "no problems; checked 1 runbook; 2 mended\n"
    assert run("lint", "runbooks", "--select", "RB1", "--fix").stderr.endswith("; 0 mended\n")


def test_matters_of_taste_are_asked_for_by_name(run: Run, runbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, RUNBOOK_RULES, "RB101", Shouting(asked=True))
    before = runbook.read_bytes()
    assert "0 mended" in run("lint", "runbooks", "--select", "RB1", "--fix").stderr
    assert runbook.read_bytes() == before
    assert "2 mended" in run("lint", "runbooks", "--select", "RB101", "--fix").stderr


def test_what_is_suppressed_or_known_is_not_mended_by_force(
    run: Run, runbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, RUNBOOK_RULES, "RB101", Shouting())
    runbook.write_text("<!-- revenant: ignore-file RB101 -- we whisper -->\nquiet\n")
    assert "0 mended" in run("lint", "runbooks", "--select", "RB101", "--fix").stderr


def test_logs_are_never_mended(run: Run, opened: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, LOG_RULES, "IN018", Shouting())
    log = next((workspace / "incidents").rglob("INC-*.yaml"))
    before = log.read_bytes()
    assert "0 mended" in run("lint", "--select", "IN018", "--fix").stderr
    assert log.read_bytes() == before


def test_a_link_is_never_written_through(
    run: Run, runbook: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, RUNBOOK_RULES, "RB101", Shouting())
    target = runbook.rename(workspace / "a.md")
    runbook.symlink_to(target)
    before = target.read_bytes()
    assert "IN003" in run("lint", "runbooks", "--fix").stdout
    assert target.read_bytes() == before
    assert runbook.is_symlink()


def test_no_draft_is_left_behind(run: Run, runbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, RUNBOOK_RULES, "RB101", Shouting())
    run("lint", "runbooks", "--select", "RB101", "--fix")
    assert [path.name for path in runbook.parent.iterdir() if path.name != ".gitkeep"] == ["a.md"]
