"""`revenant demo` plays an incident through the real program, each command before what it printed."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_the_demo_runs_from_open_to_a_report_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    result = run("demo", cwd=tmp_path, user=None)
    assert result.exit_code == 0, result.stdout + result.stderr
    shown = [line for line in result.stdout.splitlines() if "$ revenant " in line]
    assert [line.split()[2] for line in shown] == [
        "open", "ack", "severity", "severity", "assign", "note", "mitigate", "show", "resolve",
        "follow-up", "close", "postmortem", "close", "list", "report",
    ]  # fmt: skip
    assert "MTTR 40m 0" in result.stdout
    assert "## Summary\n\nFor forty minutes half of all payments failed." in result.stdout
    assert "| MTTA (detected → acknowledged) | " in result.stdout
    assert list(tmp_path.iterdir()) == []
