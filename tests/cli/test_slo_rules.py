"""`revenant slo rules`: a file for Prometheus, what it cannot be told, and runbooks that claim its alerts."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.store import yaml_io
from tests.conftest import Run

SLO = """\
apiVersion: openslo/v1
kind: SLO
metadata:
  name: {name}
  displayName: Checkout answers
spec:
  service: checkout
  indicator:
    metadata:
      name: requests
    spec:
      ratioMetric:
        counter: true
        bad: {{metricSource: {{type: {kind}, spec: {{query: 'errors_total'}}}}}}
        total: {{metricSource: {{type: {kind}, spec: {{query: 'requests_total'}}}}}}
  timeWindow:
  - duration: 30d
    isRolling: true
  budgetingMethod: Occurrences
  objectives:
  - displayName: three nines
    target: {target}
"""
RUNBOOK = """\
---
schema: revenant/runbook@1
id: checkout-down
alerts: [CheckoutAvailabilityErrorBudgetBurn]
services: [checkout]
owner: shop
status: active
---
# Checkout is down
"""


def put(workspace: Path, name: str = "checkout-availability", kind: str = "Prometheus", target: str = "0.999") -> None:
    folder = workspace / "slos"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(SLO.format(name=name, kind=kind, target=target), encoding="utf-8")


@pytest.fixture
def slo(workspace: Path) -> None:
    put(workspace)


def test_rules_on_stdout(slo: None, run: Run) -> None:
    done = run("slo", "rules")
    assert (done.exit_code, done.stderr) == (0, "")
    (group,) = yaml_io.load(done.stdout)["groups"]
    assert group["name"] == "slo checkout-availability three nines"
    assert [rule["labels"]["severity_floor"] for rule in group["rules"] if "severity_floor" in rule["labels"]] == [
        "SEV2", "SEV3", "SEV4", "SEV4", "SEV1", "SEV1",
    ]  # fmt: skip


def test_rules_in_a_file(slo: None, run: Run, workspace: Path) -> None:
    done = run("slo", "rules", "checkout-availability", "-o", "slos.rules.yaml")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "rules for 1 objective written to slos.rules.yaml\n"
    assert (workspace / "slos.rules.yaml").read_text(encoding="utf-8") == run("slo", "rules").stdout
    again = run("slo", "rules", "-o", "slos.rules.yaml")
    assert again.exit_code == 0


def test_rules_do_not_overwrite_what_is_no_yaml(slo: None, run: Run, workspace: Path) -> None:
    (workspace / "notes.md").write_text("mine", encoding="utf-8")
    assert run("slo", "rules", "-o", "notes.md").exit_code == 3
    assert (workspace / "notes.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["slos/checkout-availability.yaml", "slos/new.yaml", "services.yaml", "ci.yaml"])
def test_rules_do_not_take_the_place_of_what_people_wrote(slo: None, run: Run, workspace: Path, name: str) -> None:
    (workspace / "ci.yaml").write_text("steps: []\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in workspace.rglob("*.yaml")}
    done = run("slo", "rules", "-o", name)
    assert done.exit_code == 3
    assert "nothing was written" in done.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*.yaml")} == before


def test_rules_as_json(slo: None, run: Run, workspace: Path) -> None:
    put(workspace, "other", "Datadog")
    done = run("slo", "rules", "--json")
    assert done.exit_code == 0
    assert done.json["groups"][0]["rules"] == yaml_io.load(run("slo", "rules").stdout)["groups"][0]["rules"]
    assert done.json["left_out"] == [
        {
            "slo": "other",
            "objective": "three nines",
            "reason": "the source of bad is 'Datadog', which does not speak PromQL",
            "hint": "",
            "is_whole": True,
        }
    ]


def test_what_prometheus_does_not_measure_is_named(slo: None, run: Run, workspace: Path) -> None:
    put(workspace, "other", "Datadog")
    done = run("slo", "rules")
    assert done.exit_code == 0
    assert done.stderr == "warning: other, three nines: the source of bad is 'Datadog', which does not speak PromQL\n"
    assert run("slo", "rules", "other", "checkout-availability").exit_code == 1
    alone = run("slo", "rules", "other")
    assert alone.exit_code == 3
    assert "there are no rules to write: Prometheus measures none of these SLOs" in alone.stderr


def test_the_workspace_says_when_it_alerts(slo: None, run: Run, workspace: Path) -> None:
    with (workspace / "revenant.yaml").open("a", encoding="utf-8") as file:
        file.write("slos:\n  burn: [{long: 2h, short: 10m, percent: 4, floor: SEV2, page: true}]\n  exhaustion: none\n")
        file.write("  critical: {tiers: []}\n")
    (group,) = yaml_io.load(run("slo", "rules").stdout)["groups"]
    (burning, _) = [rule for rule in group["rules"] if "alert" in rule]
    assert (burning["labels"]["long_window"], burning["labels"]["short_window"]) == ("2h", "10m")
    assert burning["expr"].splitlines()[0].endswith("> 14.4")


def test_an_alert_that_never_fires_is_named(run: Run, workspace: Path) -> None:
    put(workspace, target="0.9")
    done = run("slo", "rules", "checkout-availability")
    assert done.exit_code == 0
    assert "a total outage burns 10 times too fast, never faster than 14.4" in done.stderr


def test_no_slos_and_unknown_ones(run: Run, workspace: Path) -> None:
    assert "slos/ holds no SLO" in run("slo", "rules").stderr
    put(workspace)
    done = run("slo", "rules", "checkout")
    assert done.exit_code == 3
    assert "checkout-availability" in done.stderr
    assert run("slo", "rules", "--format", "datadog").exit_code == 3


def test_runbooks_claim_the_alerts(slo: None, run: Run, workspace: Path) -> None:
    (workspace / "runbooks").mkdir()
    (workspace / "runbooks" / "checkout-down.md").write_text(RUNBOOK, encoding="utf-8")
    assert run("slo", "rules", "-o", "slos.rules.yaml").exit_code == 0
    assert "runbook_url: runbooks/checkout-down.md" in (workspace / "slos.rules.yaml").read_text(encoding="utf-8")
    found = run("runbook", "coverage", "--rules", "slos.rules.yaml", "--json")
    assert found.exit_code == 0, found.stdout
    assert "CheckoutAvailabilityErrorBudgetBurn" not in found.json.get("missing", [])


def test_a_runbook_has_the_address_where_it_is_served(slo: None, run: Run, workspace: Path) -> None:
    (workspace / "runbooks").mkdir()
    (workspace / "runbooks" / "checkout-down.md").write_text(RUNBOOK, encoding="utf-8")
    with (workspace / "revenant.yaml").open("a", encoding="utf-8") as file:
        file.write("runbooks: {link_roots: {'https://docs.example.com/': runbooks}}\n")
    assert "runbook_url: https://docs.example.com/checkout-down.md" in run("slo", "rules").stdout


def test_tests_beside_the_rules(slo: None, run: Run, workspace: Path) -> None:
    (workspace / "monitoring" / "tests").mkdir(parents=True)
    put(workspace, "other", "Datadog")
    words = ("-o", "monitoring/slos.rules.yaml", "--tests", "monitoring/tests/slos.yaml")
    done = run("slo", "rules", *words)
    assert done.exit_code == 0
    assert done.stderr.splitlines()[1:] == [
        "rules for 1 objective written to monitoring/slos.rules.yaml",
        "1 trial written to monitoring/tests/slos.yaml",
    ]
    found = yaml_io.load((workspace / "monitoring" / "tests" / "slos.yaml").read_text(encoding="utf-8"))
    assert found["rule_files"] == ["../slos.rules.yaml"]
    assert [each["eval_time"] for each in found["tests"][0]["promql_expr_test"]] == ["61m", "61m", "62m", "68m"]


def test_tests_need_a_file_of_rules(slo: None, run: Run) -> None:
    assert run("slo", "rules", "--tests", "tests.yaml").exit_code == 2
    assert run("slo", "rules", "--tests", "tests.yaml", "-o", "tests.yaml").exit_code == 2
    assert run("slo", "rules", "--tests", "tests.yaml", "--json").exit_code == 2
