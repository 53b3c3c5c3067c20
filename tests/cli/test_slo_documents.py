"""`revenant slo list` and `slo lint`, in a pipe and as JSON, with names completed and with bad documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.slos.openslo import GONE, SLO, changed

NAME_A, NAME_B = "basket", "payments-answer"


@pytest.fixture
def slos(workspace: Path) -> Path:
    """Two SLOs in the workspace, the first with values."""
    folder = workspace / "slos"
    (folder / "data").mkdir(parents=True)
    rolling = changed(
        SLO,
        ("metadata", {"name": NAME_B}),
        ("spec.service", "payments"),
        ("spec.timeWindow.0", {"duration": "4w", "isRolling": True}),
        ("spec.alertPolicies", GONE),
    )
    (folder / "a.yaml").write_text(json.dumps(changed(SLO, ("spec.alertPolicies", GONE)), indent=1))
    (folder / "b.yaml").write_text(json.dumps(rolling, indent=1))
    (folder / "data" / f"{NAME_A}.csv").write_text(
        "period_start,period_end,good,total\n2026-11-01T00:00:00Z,2026-11-01T00:01:00Z,9,10\n"
    )
    return folder


def test_a_list_in_a_pipe_is_plain_lines(run: Run, slos: Path) -> None:
    lines = run("slo", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["slo", NAME_A, NAME_B]
    assert "1w (UTC)" in lines[1]
    assert f"slos/data/{NAME_A}.csv" in lines[1]
    assert "a query alone" in lines[2]


def test_a_list_as_json(run: Run, slos: Path) -> None:
    first, second = run("slo", "list", "--json").json
    assert first["window"] == {"duration": "1w", "rolling": False, "start": "2026-01-05T00:00:00", "timezone": "UTC"}
    assert first["objectives"] == [
        {
            "name": "99 %",
            "target": 0.99,
            "slice_target": 0.9,
            "slice_window_seconds": 60.0,
            "op": None,
            "value": None,
        }
    ]
    assert (first["values"], first["queries"], first["service"]) == (f"slos/data/{NAME_A}.csv", True, "checkout")
    assert second["values"] is None
    assert second["window"] == {"duration": "4w", "rolling": True, "start": None, "timezone": None}


def test_a_list_of_some(run: Run, slos: Path) -> None:
    assert [each["name"] for each in run("slo", "list", NAME_B, "--json").json] == [NAME_B]
    refused = run("slo", "list", "baskte")
    assert refused.exit_code == 3
    assert refused.stderr == "error: there is no SLO 'baskte'\nhint:  nearest: basket\n"


def test_a_list_of_none_says_so(run: Run) -> None:
    assert run("slo", "list").stdout == "There are no SLOs; docs/how-to/slos.md shows one.\n"
    assert run("slo", "list", "--json").json == []


def test_what_is_not_read_is_named(run: Run, slos: Path) -> None:
    (slos / "other.yaml").write_text("apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\n")
    told = run("slo", "list").stderr
    assert "not read: slos/other.yaml, line 1: apiVersion 'sloth.slok.dev/v1' is not 'openslo/v1'" in told


@pytest.mark.parametrize("command", ["list", "status"])
def test_broken_documents_are_refused_with_all_complaints(run: Run, slos: Path, command: str) -> None:
    broken = changed(SLO, ("spec.service", GONE), ("spec.objectives.0.targetPercent", 99))
    (slos / "a.yaml").write_text(json.dumps(broken, indent=1))
    (slos / "c.yaml").write_text("kind: \x1b[31mSLO\n")
    refused = run("slo", command)
    assert refused.exit_code == 3
    for words in ("a.yaml:15:2: spec: missing key `service`", "targetPercent: there is target already", "c.yaml:0:0:"):
        assert words in refused.stderr
    assert "\x1b" not in refused.stderr


def test_lint_of_slos_alone(run: Run, slos: Path, workspace: Path) -> None:
    clean = run("slo", "lint")
    assert (clean.exit_code, clean.stderr) == (0, "no problems; checked 1 file of measured values, 2 files of SLOs\n")
    (workspace / "services.yaml").write_text("nonsense: 1\n")
    (slos / "adjustments.yaml").write_text("schema: revenant/slo-adjustments@1\nadjustments: [{slo: a}]\n")
    found = run("slo", "lint", "--format", "concise")
    assert found.exit_code == 1
    assert "slos/adjustments.yaml:2:15: error SL013 adjustments: missing key `from`" in found.stdout
    assert "WS002" not in found.stdout
    assert "SL013" in run("lint", "--format", "concise").stdout
    assert run("slo", "lint", "slos/a.yaml").exit_code == 0


def test_a_comment_keeps_lint_silent(run: Run, slos: Path) -> None:
    text = (slos / "a.yaml").read_text().replace('"service": "checkout"', '"service": "shop"')
    (slos / "a.yaml").write_text(text)
    assert "SL004" in run("slo", "lint", "--fail-on", "warning").stdout
    (slos / "a.yaml").write_text(f"# revenant: ignore-file SL004 -- the shop is run by others\n{text}")
    assert run("slo", "lint", "--fail-on", "warning").exit_code == 0


def test_names_are_completed_without_a_parser_of_yaml(slos: Path, workspace: Path, run: Run) -> None:
    for path in slos.glob("*.yaml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    run("slo", "list")
    program = (
        "import sys\nfrom types import SimpleNamespace as S\nfrom pathlib import Path\n"
        "from revenant.cli.completion import complete_slo\n"
        "root = S(params={'directory': Path(sys.argv[1])})\n"
        "print(complete_slo(S(find_root=lambda: root), 'PAY'), 'yaml' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(workspace)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"[('{NAME_B}', '')] False\n"
