"""The rules of the sample company are those that its objectives give now, and each of its alerts has a runbook."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT, Run

FOLDER = "monitoring"


def test_the_rules_are_current(run: Run, tmp_path: Path) -> None:
    rules, tests = tmp_path / "slos.rules.yaml", tmp_path / "slos.tests.yaml"
    done = run("slo", "rules", "-o", str(rules), "--tests", str(tests), cwd=ROOT)
    assert done.exit_code == 0, done.stderr
    for written in (rules, tests):
        kept = ROOT / FOLDER / written.name
        assert written.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), f"make it anew: {kept}"


def test_every_alert_has_a_runbook(run: Run) -> None:
    done = run("runbook", "coverage", "--rules", f"{FOLDER}/slos.rules.yaml", cwd=ROOT)
    assert "4 of 4 alerts have a runbook" in done.stderr
